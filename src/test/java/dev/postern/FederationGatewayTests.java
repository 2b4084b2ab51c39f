package dev.postern;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.FederationRow;
import dev.postern.testing.Gateway;
import dev.postern.testing.NodeService;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Postern composed with other services, and asked through Apollo Gateway and Hive Gateway.
 *
 * <p>{@code src/test/resources/federation/} is the project, {@code rows/} has a request for each row of the table in
 * {@code docs/federation.md}; see {@link FederationRow}. Run with {@code -Dcases.write=true} to write what came.
 */
class FederationGatewayTests {

    private static final Path PROJECT = Path.of("src/test/resources/federation");
    private static final Path PAGE = Path.of("docs/federation.md");
    private static final boolean WRITE = Boolean.getBoolean("cases.write");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static Gateway postern;
    private static NodeService node;
    private static JsonNode started;

    @BeforeAll
    static void start() throws IOException {
        postern = Gateway.start(PROJECT, TestServer.migrated(PROJECT), "--postern.access.refuse=nothing");
        node = NodeService.start(
                "federation/compat.mjs", postern.uri("/graphql").toString());
        started = JSON.readTree(node.firstLine());
    }

    @AfterAll
    static void stop() throws IOException {
        if (node != null) {
            node.close();
        }
        postern.close();
    }

    @TestFactory
    Stream<DynamicTest> rowsOfTheTable() throws IOException {
        return FederationRow.all(PROJECT.resolve("rows")).stream()
                .map(row -> DynamicTest.dynamicTest(row.title(), () -> check(row)));
    }

    @Test
    void thePageHasTheRows() throws IOException {
        var rows = Stream.concat(
                        FederationRow.all(PROJECT.resolve("rows")).stream().map(FederationGatewayTests::line),
                        Stream.of("federated tracing | Apollo"))
                .toList();
        var table = Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| `[^`]*` \\|.*\\| (Apollo|Hive|Apollo, Hive) \\|"))
                .map(line -> line.replaceAll("\\| `([^`]*)` \\|.*\\| ([^|]*) \\|", "$1 | $2"))
                .toList();
        assertEquals(rows, table);
    }

    private static String line(FederationRow row) {
        return row.title() + " | " + (row.gateways().size() == 2 ? "Apollo, Hive" : "Hive");
    }

    private static void check(FederationRow row) throws IOException {
        for (var line : row.lines("sdl")) {
            assertTrue(flat(started.path("sdl").asString()).contains(line), line);
        }
        for (var line : row.lines("supergraph")) {
            assertTrue(flat(started.path("supergraph").asString()).contains(line), line);
        }
        for (var gateway : row.gateways()) {
            var isFirst = gateway.equals(row.gateways().getFirst());
            postern.runs();
            var answer = ask(gateway, row.query(), row.headers());
            var statements = postern.runs().stream()
                    .map(run -> "%s: %d rows\n".formatted(run.statement().name(), run.rows()))
                    .sorted()
                    .collect(Collectors.joining());
            assertAll(
                    gateway,
                    () -> compare(row.file(gateway, "response.json"), JSON.writeValueAsString(answer) + "\n", isFirst),
                    () -> compare(row.file(gateway, "statements.txt"), statements, isFirst));
        }
    }

    private static String flat(String sdl) {
        return sdl.replaceAll("[\\s,]+", " ").replace("( ", "(").replace("[ ", "[");
    }

    private static void compare(Path expected, String actual, boolean isFirst) throws IOException {
        if (WRITE && (isFirst || expected.toString().contains(".hive."))) {
            Files.writeString(expected, actual);
        }
        assertEquals(Files.readString(expected), actual, expected.toString());
    }

    @Test
    void hundredRepresentationsAreOneStatement() {
        for (var gateway : List.of("apollo", "hive")) {
            postern.runs();
            var answer = ask(gateway, "{ listed(first: 100) { id sku createdBy { name } } }", Map.of());
            assertFalse(answer.has("errors"), answer.toString());
            assertEquals(100, answer.at("/data/listed").size());
            assertEquals("sku-100", answer.at("/data/listed/0/sku").asString());
            assertEquals(
                    List.of("Product.entityById 100", "Product.createdBy 2"),
                    postern.runs().stream()
                            .map(run -> run.statement().name() + " " + run.rows())
                            .toList(),
                    gateway);
        }
    }

    @Test
    void apolloGatewayReadsTheTrace() {
        var answer = ask("apollo", "{ product(id: \"p1\") { sku research { outcome } } }", Map.of("trace", "yes"));
        var trace = answer.at("/extensions/trace/fetch");
        assertEquals("products", trace.path("serviceName").asString(), answer.toString());
        var product = trace.at("/trace/root/child/0");
        assertEquals("product", product.path("responseName").asString(), answer.toString());
        assertEquals("Product", product.path("type").asString());
        assertEquals(
                List.of("sku", "research"),
                product.path("child")
                        .valueStream()
                        .map(child -> child.path("responseName").asString())
                        .toList());
    }

    private static JsonNode ask(String gateway, String query, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(started.path(gateway).asString()))
                .header("Content-Type", "application/json");
        headers.forEach(request::header);
        var body = new LinkedHashMap<String, Object>();
        body.put("query", query);
        return JSON.readTree(postern.send(request.POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build())
                .body());
    }
}
