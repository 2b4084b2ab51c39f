package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
import dev.postern.testing.equivalence.TwoPaths;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Objects that one column holds: composites and {@code jsonb}, in and out, on both paths. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObjectColumnTests {

    private static final Path PROJECT = Path.of("src/test/resources/types/objects");
    private static final String ADDRESS = "{streetName houseNo spot {latitude longitude seenAt}}";

    private final TwoPaths paths = TwoPaths.over(PROJECT, "--postern.limits.request-size=16MB");

    @AfterAll
    void stop() {
        paths.close();
    }

    private String ask(String query, Map<String, ?> variables) {
        var outcomes = paths.ask(Gateway.JSON.writeValueAsString(Map.of("query", query, "variables", variables)));
        assertTrue(outcomes.isEqual(), outcomes::difference);
        var direct = outcomes.direct();
        return direct.errors().isEmpty() ? direct.data() : String.join("\n", direct.errors());
    }

    @Test
    void compositesAreObjects() {
        var quay = Map.of(
                "streetName",
                "Quay, \"(7)\" \\ or {8}",
                "houseNo",
                7,
                "spot",
                Map.of("latitude", 54.5, "longitude", -0.25, "seenAt", "2026-01-31T14:05:00.123456Z"));
        var pier = Map.of("streetName", "");
        var boat = Map.of("id", 1, "home", quay, "visits", List.of(pier, quay));
        var shownQuay = "{\"streetName\":\"Quay, \\\"(7)\\\" \\\\ or {8}\",\"houseNo\":7,\"spot\":{\"latitude\":54.5,"
                + "\"longitude\":-0.25,\"seenAt\":\"2026-01-31T14:05:00.123456Z\"}}";
        var shownPier = "{\"streetName\":\"\",\"houseNo\":null,\"spot\":null}";
        assertEquals(
                "{\"addBoat\":{\"home\":" + shownQuay + ",\"visits\":[" + shownPier + "," + shownQuay + "]}}",
                ask(
                        "mutation ($b: BoatInput!) {addBoat(boat: $b) {home " + ADDRESS + " visits " + ADDRESS + "}}",
                        Map.of("b", boat)));
        assertEquals(
                "{\"addBoat\":{\"home\":null,\"visits\":[]}}",
                ask("mutation {addBoat(boat: {id: 2, visits: []}) {home {houseNo} visits {houseNo}}}", Map.of()));
    }

    @Test
    void tenMegabytesOfJson() {
        var text = "{\"lines\":[" + "\"0123456789\",".repeat(400_000) + "\"" + "x".repeat(6_000_000) + "\"]}";
        assertTrue(text.length() > 10 << 20, "it is smaller");
        var answer = ask("query ($v: JSON!) {same(value: $v)}", Map.of("v", Gateway.JSON.readTree(text)));
        assertTrue(answer.equals("{\"same\":" + text + "}"), "the answer is another");
    }

    @Test
    void theCheckKnowsThem() {
        var url = TestServer.migrated(PROJECT);
        assertEquals("", InspectedProject.findings(InspectedProject.at(PROJECT, url)));
    }

    @Test
    void containmentGoesByTheIndex() {
        var url = TestServer.migrated(Path.of("src/test/resources/cases/jsonb"));
        TestServer.execute(
                url, "alter database " + url.substring(url.lastIndexOf('/') + 1) + " set enable_seqscan = off");
        for (var condition : List.of("specs @> '{\"sails\": 2}'", "specs @? '$.sails ? (@ == 2)'")) {
            var plan = TestServer.text(url, "explain (format json) select id from boat where " + condition);
            assertTrue(plan.contains("boat_specs"), plan);
        }
    }
}
