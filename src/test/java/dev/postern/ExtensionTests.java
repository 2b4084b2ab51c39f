package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.DebianServer;
import dev.postern.testing.Folders;
import dev.postern.testing.Gateway;
import dev.postern.testing.NodeService;
import dev.postern.testing.TestServer;
import dev.postern.testing.equivalence.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Types that extensions bring, on servers that have them, and a project that does without. */
class ExtensionTests {

    private static final Path TYPES = Path.of("src/test/resources/types");

    @TempDir
    Path folder;

    /** One server for both paths, one after the other: it runs in a process that has room for one database. */
    @Test
    void vectors() throws IOException, SQLException {
        try (var node = NodeService.start("pgvector.mjs")) {
            var url = "jdbc:postgresql://127.0.0.1:" + node.firstLine()
                    + "/postgres?user=postgres&sslmode=disable&prepareThreshold=0";
            execute(url, Files.readString(TYPES.resolve("vector/migrations/V1__passages.sql")));
            for (var path : List.of("direct", "reference")) {
                try (var gateway = start(withoutMigrations("vector"), url, path)) {
                    askForVectors(gateway, path.equals("direct") ? 4 : 5);
                }
            }
            assertTrue(plan(url).contains("passage_embedding"), plan(url));
        }
    }

    /** Flyway waits on one connection in a transaction for what it does on another one, and this server has one session for both. */
    private Path withoutMigrations(String project) throws IOException {
        var files = new HashMap<String, String>();
        try (var all = Files.walk(TYPES.resolve(project))) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                files.put(TYPES.resolve(project).relativize(file).toString(), Files.readString(file));
            }
        }
        files.keySet().removeIf(name -> name.startsWith("migrations"));
        return Folders.write(folder, files);
    }

    private static void execute(String url, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void askForVectors(Gateway gateway, int id) {
        assertEquals(
                "{\"data\":{\"learn\":{\"embedding\":[9,-9.5,1E-7]}}}",
                text(gateway, "mutation ($p: PassageInput!) {learn(passage: $p) {embedding}}", passage(id)));
        assertEquals(
                "{\"data\":{\"passages\":[{\"title\":\"Winds\",\"embedding\":[0,1,0]},{\"title\":\"Tides\",\"embedding\":[0,0,1]}],"
                        + "\"same\":[1.5,-2,1E-7],\"half\":[1.5,-2],\"several\":[[1,2],[3]]}}",
                text(gateway, """
                        {passages(like: [0, 0.9, 0.1], first: 2) {title embedding}
                         same(v: [1.5, -2, 1e-7]) half(v: [1.5, -2]) several(v: [[1, 2], [3]])}"""));
        assertEquals(
                "{\"data\":{\"distances\":[{\"id\":1,\"euclidean\":0,\"cosine\":0,\"negativeInnerProduct\":-1},"
                        + "{\"id\":2,\"euclidean\":1.4142135623730951,\"cosine\":1,\"negativeInnerProduct\":0}]}}",
                text(gateway, "{distances(to: [0, 0, 1]) {id euclidean cosine negativeInnerProduct}}")
                        .replaceAll(",\\{\"id\":[345].*", "]}}")
                        .replace("-0,", "0,"));
        assertEquals(
                "BAD_USER_INPUT",
                gateway.ask("{passages(like: [1, 2]) {id}}")
                        .path("errors")
                        .path(0)
                        .path("extensions")
                        .path("code")
                        .asString());
    }

    private static Map<String, ?> passage(int id) {
        return Map.of("p", Map.of("id", id, "title", "Rope", "embedding", List.of(9, -9.5, 1e-7)));
    }

    private static String plan(String url) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("set enable_seqscan = off");
            var rows = statement.executeQuery(
                    "explain select id from passage order by embedding <-> '[0,0,1]'::vector limit 1");
            var plan = new StringBuilder();
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
            return plan.toString();
        }
    }

    @Test
    void places() throws IOException, SQLException {
        try (var server = DebianServer.start("postgis")) {
            for (var path : List.of("direct", "reference")) {
                try (var gateway = start("geo", server.newDatabase(), path)) {
                    askForPlaces(gateway);
                }
            }
            try (var gateway = start("optional", server.newDatabase(), "direct")) {
                assertEquals("{\"data\":{\"sightsNear\":[{\"name\":\"Shipyard\"}]}}", text(gateway, """
                                {sightsNear(to: {type: "Point", coordinates: [10, 53.5]}, metres: 10000) {name}}"""));
            }
        }
    }

    private static void askForPlaces(Gateway gateway) {
        var line = "{\"type\":\"LineString\",\"coordinates\":[[0.1,0.2],[3,4]]}";
        assertEquals(
                "{\"data\":{\"near\":[{\"name\":\"Hamburg\",\"position\":{\"type\":\"Point\",\"coordinates\":[9.99,53.55]},"
                        + "\"metres\":0},{\"name\":\"Bremen\",\"position\":{\"type\":\"Point\",\"coordinates\":[8.8,53.08]},"
                        + "\"metres\":95005}]}}",
                text(gateway, """
                        {near(to: {type: "Point", coordinates: [9.99, 53.55]}, metres: 200000) {name position metres}}"""));
        assertEquals("{\"data\":{\"inside\":[{\"name\":\"Genoa\"}]}}", text(gateway, """
                {inside(area: {type: "Polygon", coordinates: [[[8, 44], [10, 44], [10, 45], [8, 45], [8, 44]]]}) {name}}"""));
        assertEquals(
                "{\"data\":{\"same\":" + line + ",\"earth\":" + line + ",\"json\":" + line + "}}",
                text(
                        gateway,
                        "query ($g: GeoJSON!) {same(g: $g) earth(g: $g) json(g: $g)}",
                        Map.of("g", Gateway.JSON.readTree(line))));
        for (var shape : SHAPES) {
            var shown = "{\"data\":{\"same\":" + shape + "}}";
            assertEquals(
                    shown,
                    text(gateway, "query ($g: GeoJSON!) {same(g: $g)}", Map.of("g", Gateway.JSON.readTree(shape))));
        }
        var several = "[" + String.join(",", SHAPES) + "]";
        assertEquals(
                "{\"data\":{\"several\":" + several + "}}",
                text(gateway, "query ($g: [GeoJSON!]!) {several(g: $g)}", Map.of("g", Gateway.JSON.readTree(several))));
        for (var wkt : List.of("SRID=3857;POINT(1 2)", "POINT M (1 2 3)", "CIRCULARSTRING(0 0,1 1,2 0)")) {
            var answer = gateway.ask("query ($w: String!) {shape(wkt: $w)}", Map.of("w", wkt));
            assertEquals(
                    "[\"shape\"]", answer.path("errors").path(0).path("path").toString(), answer::toString);
            assertTrue(answer.toString().contains("expected a geometry by RFC 7946 in WGS 84"), answer.toString());
        }
        for (var wrong : WRONG) {
            var answer = gateway.ask("{same(g: " + wrong + ")}");
            assertTrue(answer.toString().contains("expected a geometry by RFC 7946 in WGS 84"), answer.toString());
        }
    }

    private static final List<String> SHAPES = List.of(
            "{\"type\":\"Point\",\"coordinates\":[1.5,2.5,3.5]}",
            "{\"type\":\"Point\",\"coordinates\":[]}",
            "{\"type\":\"MultiPoint\",\"coordinates\":[[1.5,2.5],[3.5,4.5]]}",
            "{\"type\":\"MultiLineString\",\"coordinates\":[[[0.5,0.5],[1.5,1.5]],[[2.5,2.5],[3.5,3.5]]]}",
            "{\"type\":\"Polygon\",\"coordinates\":[[[0.5,0.5],[4.5,0.5],[4.5,4.5],[0.5,0.5]]]}",
            "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0.5,0.5],[4.5,0.5],[4.5,4.5],[0.5,0.5]]]]}",
            "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[1.5,2.5]},"
                    + "{\"type\":\"LineString\",\"coordinates\":[[0.5,0.5],[1.5,1.5]]}]}");

    private static final List<String> WRONG = List.of(
            "\"POINT(1 2)\"",
            "{type: \"Feature\", geometry: {type: \"Point\", coordinates: [1, 2]}}",
            "{type: \"Point\", coordinates: [1]}",
            "{type: \"Point\", coordinates: [1, \"2\"]}",
            "{type: \"LineString\", coordinates: [[1, 2]]}",
            "{type: \"Polygon\", coordinates: [[[0, 0], [1, 0], [1, 1], [0, 1]]]}");

    /** The migration has looked for the extensions; the fields say what is missing, everything else is served. */
    @ParameterizedTest
    @ValueSource(strings = {"direct", "reference"})
    void aServerWithoutThem(String path) {
        var project = TYPES.resolve("optional");
        try (var gateway = start("optional", TestServer.migrated(project), path)) {
            var answer = gateway.ask("""
                    {sights {name}
                     sightsNear(to: {type: "Point", coordinates: [10, 53.5]}, metres: 10000) {name}
                     sightsLike(like: [1, 0]) {name}}""");
            assertEquals(
                    "{\"sights\":[{\"name\":\"Lighthouse\"},{\"name\":\"Shipyard\"}],\"sightsNear\":null,\"sightsLike\":null}",
                    answer.path("data").toString());
            assertEquals(
                    List.of(
                            "Sights by their place need PostGIS, which this server does not have.",
                            "Sights by their taste need pgvector, which this server does not have."),
                    answer.path("errors")
                            .valueStream()
                            .map(error -> error.path("message").asString())
                            .sorted()
                            .toList());
        }
    }

    private static Gateway start(String project, String url, String path) {
        return start(TYPES.resolve(project), url, path);
    }

    private static Gateway start(Path project, String url, String path) {
        return Gateway.start(project, url, "--postern.database.pool-size=1", "--postern.execution.path=" + path);
    }

    private static String text(Gateway gateway, String query) {
        return text(gateway, query, Map.of());
    }

    private static String text(Gateway gateway, String query, Map<String, ?> variables) {
        var body = Map.of("query", query, "variables", variables);
        return Outcome.text(
                Gateway.JSON.readTree(gateway.post("application/json", Gateway.JSON.writeValueAsString(body))
                        .body()));
    }
}
