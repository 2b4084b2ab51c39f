package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import dev.postern.testing.Gateway;
import dev.postern.testing.NodeScript;
import dev.postern.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GraphQL over HTTP with what is off by default. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpTests {

    private static final String JSON = "application/json";
    private static final String COUNT = "query ($to: Int!) { numbers(most: $to) { id } }";

    private final Gateway gateway = Gateway.start(
            Path.of("src/test/resources/limits"),
            TestServer.newDatabase(),
            "--postern.http.batch-size=3",
            "--postern.http.server-timing=true",
            "--postern.http.compress-from=1KB",
            "--postern.limits.rows=300000");

    @AfterAll
    void close() {
        gateway.close();
    }

    @Test
    void theAuditOfGraphQlHttpFindsNothing() throws Exception {
        var printed =
                NodeScript.run("node", "audit.mjs", gateway.uri("/graphql").toString());
        assertTrue(printed.endsWith("MUST 13/13\nSHOULD 23/23\nMAY 25/25\n"), printed);
    }

    @Test
    void aQueryComesByGet() {
        var response = get(COUNT, "&variables=" + encoded("{\"to\": 2}"));
        assertEquals(200, response.statusCode());
        assertEquals("{\"data\":{\"numbers\":[{\"id\":\"1\"},{\"id\":\"2\"}]}}", response.body());
        assertEquals("no-store", response.headers().firstValue("Cache-Control").orElse(""));
        assertEquals(JSON, response.headers().firstValue("Content-Type").orElse(""));
    }

    @Test
    void aMutationByGetIsNotRun() {
        gateway.runs();
        var response = get("mutation { count(to: 1) { id } }", "");
        assertEquals(405, response.statusCode());
        assertEquals("POST", response.headers().firstValue("Allow").orElse(""));
        assertEquals(0, gateway.runs().size());
    }

    @Test
    void aBatchIsAnsweredInItsOrder() {
        var response = gateway.post(
                JSON,
                "[{\"query\": \"mutation { count(to: 1) { id } }\"}, {\"query\": \"{ nope }\"},"
                        + " {\"query\": \"{ numbers(most: 0) { id } }\"}]");
        assertEquals(200, response.statusCode());
        assertEquals(
                "[{\"data\":{\"count\":[{\"id\":\"1\"}]}},{\"errors\":[{\"message\":\"The type 'Query' has no field 'nope'.\","
                        + "\"locations\":[{\"line\":1,\"column\":3}],\"extensions\":{\"code\":\"GRAPHQL_VALIDATION_FAILED\","
                        + "\"errorType\":\"BAD_REQUEST\"}}]},{\"data\":{\"numbers\":[]}}]",
                response.body());
    }

    @Test
    void aBatchHasItsMostOperations() {
        var one = "{\"query\": \"{ __typename }\"}";
        var response = gateway.post(JSON, "[" + String.join(",", one, one, one, one) + "]");
        assertEquals(400, response.statusCode());
        assertTrue(response.body().contains("The batch has 4 operations; the most is 3."), response.body());
        assertTrue(response.body().contains("LIMIT_EXCEEDED"), response.body());
        assertEquals(400, gateway.post(JSON, "[]").statusCode());
        assertEquals(400, gateway.post(JSON, "[5]").statusCode());
    }

    @Test
    void aDocumentIsNamedByItsHashOnceItWasSent() throws Exception {
        var document = "{ numbers(most: 1) { id } }";
        var hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(document.getBytes(StandardCharsets.UTF_8)));
        var extensions = "{\"persistedQuery\": {\"version\": 1, \"sha256Hash\": \"" + hash + "\"}}";
        var alone = "{\"extensions\": " + extensions + "}";
        var answer = "{\"data\":{\"numbers\":[{\"id\":\"1\"}]}}";
        assertEquals(
                "{\"errors\":[{\"message\":\"PersistedQueryNotFound\",\"extensions\":"
                        + "{\"code\":\"PERSISTED_QUERY_NOT_FOUND\",\"errorType\":\"NOT_FOUND\"}}]}",
                gateway.post(JSON, alone).body());
        assertEquals(
                answer,
                gateway.post(JSON, "{\"query\": \"" + document + "\", \"extensions\": " + extensions + "}")
                        .body());
        assertEquals(answer, gateway.post(JSON, alone).body());
        assertEquals(
                answer,
                gateway.send(HttpRequest.newBuilder(gateway.uri("/graphql?extensions=" + encoded(extensions)))
                                .build())
                        .body());
    }

    @Test
    void theHeaderSaysWhereTheTimeWent() {
        var direct = gateway.post(JSON, "{\"query\": \"{ numbers(most: 1) { id } }\"}");
        assertTrue(timing(direct).matches("plan;dur=[\\d.]+, database;dur=[\\d.]+, write;dur=[\\d.]+"), timing(direct));
        var reference = gateway.post(JSON, "{\"query\": \"{ __schema { queryType { name } } }\"}");
        assertTrue(timing(reference).matches("plan;dur=[\\d.]+, reference;dur=[\\d.]+"), timing(reference));
    }

    private static String timing(HttpResponse<String> response) {
        return response.headers().firstValue("Server-Timing").orElse("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate, br, zstd | br",
                "gzip | gzip",
                "br;q=0.5, gzip | gzip",
                "gzip;q=0.2, BR;q=0.3, identity;q=0.1 | br",
                "br;q=0, * | gzip",
                "* | br",
                "*;q=0, identity;q=0 | ''",
                "deflate, zstd | ''",
                "'' | ''"
            })
    void longAnswersAreCompressedAsTheClientLikesIt(String accepted, String encoding) throws Exception {
        var plain = gateway.post(JSON, numbers(10_000)).body();
        var response = accepting(accepted, 10_000);
        assertEquals(encoding, encoding(response));
        assertTrue(response.headers().allValues("Vary").contains("Accept-Encoding"));
        assertEquals(plain, decoded(response));
        if (!encoding.isEmpty()) {
            assertTrue(response.body().length * 3 < plain.length(), () -> response.body().length + " bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "gzip"})
    void shortAnswersAreLeftAsTheyAre(String accepted) throws Exception {
        assertEquals("", encoding(accepting(accepted, 1)));
    }

    /** It is written while its rows are read, and in many parts. */
    @Test
    void anAnswerInPartsIsOneOfBrotli() throws Exception {
        var response = accepting("br", 300_000);
        assertEquals("br", encoding(response));
        assertEquals(gateway.post(JSON, numbers(300_000)).body(), decoded(response));
    }

    private HttpResponse<byte[]> accepting(String encodings, int rows) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(gateway.uri("/graphql"))
                            .header("Content-Type", JSON)
                            .header("Accept-Encoding", encodings)
                            .POST(HttpRequest.BodyPublishers.ofString(numbers(rows)))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static String encoding(HttpResponse<byte[]> response) {
        return response.headers().firstValue("Content-Encoding").orElse("");
    }

    private static String decoded(HttpResponse<byte[]> response) throws IOException {
        try (var in = decoder(encoding(response), new ByteArrayInputStream(response.body()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream decoder(String encoding, InputStream body) throws IOException {
        return switch (encoding) {
            case "br" -> new BrotliInputStream(body);
            case "gzip" -> new GZIPInputStream(body);
            default -> body;
        };
    }

    private static String numbers(int rows) {
        return "{\"query\": \"" + COUNT + "\", \"variables\": {\"to\": " + rows + "}}";
    }

    private HttpResponse<String> get(String document, String rest) {
        return gateway.send(HttpRequest.newBuilder(gateway.uri("/graphql?query=" + encoded(document) + rest))
                .build());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
