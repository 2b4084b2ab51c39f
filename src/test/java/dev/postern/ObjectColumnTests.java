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

    private static final String SPECS = """
            {sails: 2, builtAt: "1999-12-31", engine: {maker: "Yan", power: 12.50}, tags: ["old", "wood"]}""";

    private final TwoPaths paths = TwoPaths.over(PROJECT);

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
        var boat = Map.of("id", 1, "home", quay, "visits", List.of(pier, quay), "specs", Map.of());
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
                ask(
                        "mutation {addBoat(boat: {id: 2, visits: [], specs: {}}) {home {houseNo} visits {houseNo}}}",
                        Map.of()));
    }

    @Test
    void jsonIsFoundByWhatIsInItAndChangedInPart() {
        ask("mutation {addBoat(boat: {id: 11, visits: [], specs: " + SPECS + "}) {id}}", Map.of());
        var all = "{id specs {sails builtAt engine {maker power} tags} allSpecs}";
        var shown =
                "{\"id\":11,\"specs\":{\"sails\":2,\"builtAt\":\"1999-12-31\",\"engine\":{\"maker\":\"Yan\",\"power\":\"12.50\"},"
                        + "\"tags\":[\"old\",\"wood\"]},";
        var whole = ask("{boatsWith(specs: {engine: {maker: \"Yan\"}, tags: [\"wood\"]}) " + all + "}", Map.of());
        assertTrue(whole.startsWith("{\"boatsWith\":[" + shown), whole);
        assertEquals("{\"boatsWith\":[]}", ask("{boatsWith(specs: {engine: {maker: \"Zed\"}}) {id}}", Map.of()));
        assertEquals(
                "{\"boatsWhere\":[{\"id\":11}]}",
                ask("{boatsWhere(path: \"$.engine.power ? (@ > 12)\") {id}}", Map.of()));
        assertEquals(
                "{\"changeSpecs\":{\"allSpecs\":{\"sails\":2,\"engine\":{\"maker\":\"Yan\",\"power\":12.5},\"builtAt\":\"1999-12-31\"}}}",
                ask("mutation {changeSpecs(id: 11, change: {tags: null}) {allSpecs}}", Map.of()));
        assertEquals(
                "{\"setSails\":{\"specs\":{\"sails\":3,\"builtAt\":\"1999-12-31\"}}}",
                ask("mutation {setSails(id: 11, sails: 3) {specs {sails builtAt}}}", Map.of()));
        var misfit = ask("mutation {changeSpecs(id: 11, change: {sails: \"many\"}) {specs {sails}}}", Map.of());
        assertTrue(misfit.contains("\"path\":[\"changeSpecs\",\"specs\",\"sails\"]"), misfit);
    }

    @Test
    void theCheckKnowsThem() {
        var url = TestServer.migrated(PROJECT);
        assertEquals("", InspectedProject.findings(InspectedProject.at(PROJECT, url)));
    }

    @Test
    void containmentGoesByTheIndex() {
        var url = TestServer.migrated(PROJECT);
        TestServer.execute(
                url, "alter database " + url.substring(url.lastIndexOf('/') + 1) + " set enable_seqscan = off");
        for (var condition : List.of("specs @> '{\"sails\": 2}'", "specs @? '$.sails ? (@ == 2)'")) {
            var plan = TestServer.text(url, "explain (format json) select id from boat where " + condition);
            assertTrue(plan.contains("boat_specs"), plan);
        }
    }
}
