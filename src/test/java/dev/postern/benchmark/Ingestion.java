package dev.postern.benchmark;

import dev.postern.testing.DemoProject;
import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.postgresql.PGConnection;

/**
 * Position reports by four ways into the demo's {@code track_point}: by a mutation of ten thousand, by {@code copy}, by single
 * inserts and by single mutations, each on one connection. The ways take turns, so that all of them find the same table.
 */
final class Ingestion {

    private static final int MANY = 10_000;
    private static final int SINGLE = 1000;
    private static final int WARMUP = 3;
    private static final int ROUNDS = 7;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String MUTATION =
            "mutation($points: [TrackPointInput!]!) { reportTrack(points: $points) { accepted late duplicates unknown } }";

    private final Gateway gateway;
    private final Connection connection;
    private final List<String> vessels;
    private long number;

    private Ingestion(Gateway gateway, Connection connection, List<String> vessels) {
        this.gateway = gateway;
        this.connection = connection;
        this.vessels = vessels;
    }

    /** A report: the number of its vessel and its IMO number, as {@code id imo}, and the moment. */
    private record Report(String vessel, String moment) {

        String id() {
            return vessel.substring(0, vessel.indexOf(' '));
        }

        int imoNumber() {
            return Integer.parseInt(vessel.substring(vessel.indexOf(' ') + 1));
        }
    }

    @FunctionalInterface
    private interface Way {
        void take(List<Report> reports) throws SQLException, IOException;
    }

    public static void main(String[] args) throws Exception {
        var url = DemoProject.newDatabase();
        var owner = url.replace("demo_gateway@", "postgres@");
        var vessels = TestServer.text(
                        owner,
                        "select string_agg(id || ' ' || imo_number, ',' order by id) from vessel where owner_id = 12 and retired_at is null")
                .split(",", -1);
        try (var gateway = DemoProject.startForDevelopment(url, "--logging.level.dev.postern=warn");
                var connection = TestServer.connect(owner)) {
            new Ingestion(gateway, connection, Arrays.asList(vessels)).run();
        }
    }

    private void run() throws SQLException, IOException {
        var ways = new LinkedHashMap<String, Way>();
        ways.put("mutation of " + MANY, this::mutate);
        ways.put("copy", this::copy);
        ways.put("single inserts", this::insertEach);
        ways.put("single mutations", reports -> {
            for (var report : reports) {
                mutate(List.of(report));
            }
        });
        var times = new LinkedHashMap<String, long[]>();
        for (int round = -WARMUP; round < ROUNDS; round++) {
            for (var way : ways.entrySet()) {
                var reports = reports(way.getKey().startsWith("single") ? SINGLE : MANY);
                var start = System.nanoTime();
                way.getValue().take(reports);
                var took = (System.nanoTime() - start) / reports.size();
                if (round >= 0) {
                    times.computeIfAbsent(way.getKey(), name -> new long[ROUNDS])[round] = took;
                }
            }
        }
        print(times);
    }

    private List<Report> reports(int count) {
        var first = number;
        number += count;
        return LongStream.range(first, number)
                .mapToObj(n -> new Report(
                        vessels.get((int) (n % vessels.size())),
                        START.plusSeconds(n / vessels.size()).toString()))
                .toList();
    }

    private void mutate(List<Report> reports) {
        var points = reports.stream()
                .map(report -> Map.of(
                        "imoNumber",
                        report.imoNumber(),
                        "reportedAt",
                        report.moment(),
                        "latitude",
                        51.98123,
                        "longitude",
                        3.91234,
                        "speedKnots",
                        12.5,
                        "course",
                        271))
                .toList();
        var request = HttpRequest.newBuilder(gateway.uri("/graphql"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Gateway.JSON.writeValueAsString(
                        Map.of("query", MUTATION, "variables", Map.of("points", points)))));
        var answer = gateway.send(request.build()).body();
        gateway.runs();
        if (!answer.startsWith("{\"data\":{\"reportTrack\":{\"accepted\":" + reports.size() + ",")) {
            throw new IllegalStateException(answer);
        }
    }

    private void copy(List<Report> reports) throws SQLException, IOException {
        var lines = reports.stream()
                .map(report -> "12\t" + report.id() + "\t" + report.moment() + "\t51.98123\t3.91234\t12.5\t271\n")
                .collect(Collectors.joining());
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "copy track_point (company_id, vessel_id, reported_at, latitude, longitude, speed_knots, course) from stdin",
                        new StringReader(lines));
    }

    private void insertEach(List<Report> reports) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into track_point (company_id, vessel_id, reported_at, latitude, longitude, speed_knots, course)"
                        + " values (12, ?, ?::timestamptz, 51.98123, 3.91234, 12.5, 271) on conflict do nothing")) {
            for (var report : reports) {
                insert.setLong(1, Long.parseLong(report.id()));
                insert.setString(2, report.moment());
                insert.executeUpdate();
            }
        }
    }

    private static void print(Map<String, long[]> times) {
        System.out.printf("%-28s%14s%14s%18s%n", "", "rows/s", "µs a row", "times the mutation");
        var mutation = 0L;
        for (var way : times.entrySet()) {
            var sorted = way.getValue().clone();
            Arrays.sort(sorted);
            var half = sorted[sorted.length / 2];
            mutation = mutation == 0 ? half : mutation;
            System.out.printf(
                    "%-28s%14.0f%14.1f%18.2f%n", way.getKey(), 1e9 / half, half / 1e3, (double) mutation / half);
        }
    }
}
