package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.DemoProject;
import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the demo's tracking takes in, whoever sends it twice at one time, and what it refuses whatever SQL is run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrackingRulesTests {

    private static final int MANY = 10_000;
    private static final String POINT =
            "insert into track_point (vessel_id, reported_at, latitude, longitude, speed_knots, course) values ";

    private final String url = DemoProject.newDatabase();
    private final String owner = url.replace("demo_gateway@", "postgres@");

    /** On a busy machine three senders of ten thousand, who wait for each other, need more than a statement's ten seconds. */
    private final Gateway gateway = DemoProject.startForDevelopment(
            url, "--postern.limits.statement-time=2m", "--postern.limits.request-time=5m");

    @AfterAll
    void stop() {
        gateway.close();
    }

    private JsonNode report(List<Map<String, Object>> points) {
        return gateway.ask(
                "mutation($points: [TrackPointInput!]!) { reportTrack(points: $points) { accepted late duplicates unknown } }",
                Map.of("points", points));
    }

    private static List<Map<String, Object>> points(Instant from) {
        return IntStream.range(0, MANY)
                .mapToObj(second -> Map.<String, Object>of(
                        "imoNumber",
                        9250658,
                        "reportedAt",
                        from.plusSeconds(second).toString(),
                        "latitude",
                        51.98,
                        "longitude",
                        3.91,
                        "speedKnots",
                        12.5,
                        "course",
                        271))
                .toList();
    }

    /** Three collectors send one buffer at one time, and one of them again: each report is there once. */
    @Test
    void tenThousandSentTwiceAtOnceAreThereOnce() throws Exception {
        var points = points(Instant.parse("2026-02-01T00:00:00Z"));
        Callable<JsonNode> send = () -> report(points);
        int accepted = 0;
        int duplicates = 0;
        try (var threads = Executors.newFixedThreadPool(3)) {
            for (var answered : threads.invokeAll(Collections.nCopies(3, send))) {
                var receipt = answered.get().path("data").path("reportTrack");
                assertTrue(receipt.isObject(), answered.get()::toString);
                accepted += receipt.get("accepted").asInt();
                duplicates += receipt.get("duplicates").asInt();
            }
        }
        assertEquals(MANY + " " + 2 * MANY, accepted + " " + duplicates);
        assertEquals(
                "{\"data\":{\"reportTrack\":{\"accepted\":0,\"late\":0,\"duplicates\":10000,\"unknown\":0}}}",
                report(points).toString());
        assertEquals(
                String.valueOf(MANY),
                TestServer.text(
                        owner,
                        "select count(*) from track_point where reported_at >= '2026-02-01'"
                                + " and reported_at < '2026-02-02'"));
    }

    @Test
    void lateReportsTakeTheirPlaceInTime() {
        var late = points(Instant.parse("2025-11-01T00:00:00Z")).subList(0, 3);
        assertEquals(
                "{\"data\":{\"reportTrack\":{\"accepted\":3,\"late\":3,\"duplicates\":0,\"unknown\":0}}}",
                report(late).toString());
        assertEquals(
                "{\"data\":{\"trackPoints\":{\"nodes\":[{\"reportedAt\":\"2025-11-01T00:00:00Z\"},{\"reportedAt\":\"2025-11-01T00:00:01Z\"}]}}}",
                gateway.ask("""
                        { trackPoints(filter: { from: "2025-10-01T00:00:00Z", to: "2025-12-01T00:00:00Z" }, first: 2) { nodes { reportedAt } } }""").toString());
    }

    /** An hour of all vessels costs a bitmap of some pages, whatever the table's size. */
    @Test
    void anHourIsFoundByBrin() throws SQLException {
        try (var connection = TestServer.connect(owner);
                var statement = connection.createStatement()) {
            statement.execute("set enable_seqscan = off");
            var plan = new StringBuilder();
            try (var lines = statement.executeQuery("explain (costs off) select * from track_point"
                    + " where reported_at >= '2025-12-24 00:00Z' and reported_at < '2025-12-24 01:00Z'")) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            assertTrue(plan.toString().contains("Bitmap Index Scan on track_point_reported_at_idx"), plan::toString);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "(12, '2026-01-01 00:00Z', 1, 1, 1, 1) | it is done",
                "(1, '2026-01-01 00:00Z', 1, 1, 1, 1) | 42501",
                "(12, '2200-01-01 00:00Z', 1, 1, 1, 1) | A position cannot be reported for a moment that is yet to come.",
                "(12, '2026-01-01 00:00Z', 90.1, 1, 1, 1) | track_point_latitude_range",
                "(12, '2026-01-01 00:00Z', 'NaN', 1, 1, 1) | track_point_latitude_range",
                "(12, '2026-01-01 00:00Z', 1, -180.1, 1, 1) | track_point_longitude_range",
                "(12, '2026-01-01 00:00Z', 1, 1, 60.1, 1) | track_point_speed_knots_range",
                "(12, '2026-01-01 00:00Z', 1, 1, 1, 360) | track_point_course_range",
            })
    void anOperatorTells(String values, String outcome) {
        assertEquals(outcome, DemoProject.refusal(owner, "operator", POINT + values));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "update track_point set latitude = 1 | 42501",
                "delete from track_point | 42501",
                "insert into track_point (company_id, vessel_id, reported_at, latitude, longitude, speed_knots, course) values"
                        + " (7, 12, '2026-01-01 00:00Z', 1, 1, 1, 1) | 42501",
                "insert into geofence (company_id, name, area) values (7, 'x', '{}') | 42501",
                "update geofence set name = 'x' | 42501",
            })
    void anOperatorCannot(String sql, String refusal) {
        assertEquals(refusal, DemoProject.refusal(owner, "operator", sql));
    }
}
