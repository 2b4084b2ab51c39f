package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import dev.postern.testing.Folders;
import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents that are registered, and what becomes of others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrustedDocumentTests {

    private static final String FILE = "query Numbers($most: Int!) { numbers(most: $most) { id } }\n";
    private static final String RELAY = "query Relay($most: Int!) {\n  numbers(most: $most) {\n    id\n  }\n}\n";
    private static final String APOLLO = "query Apollo($most: Int!) { numbers(most: $most) { id } }";
    private static final String CODEGEN = "mutation Count($most: Int!) { count(to: $most) { id } }";
    private static final String OTHER = "query Other($most: Int!) { numbers(most: $most) { id } }";

    private static final String NOT_FOUND = "{\"errors\":[{\"message\":\"PersistedQueryNotFound\",\"extensions\":"
            + "{\"code\":\"PERSISTED_QUERY_NOT_FOUND\",\"errorType\":\"NOT_FOUND\"}}]}";
    private static final String NOT_REGISTERED = "{\"errors\":[{\"message\":\"The document is not registered here, and no"
            + " other may be sent.\",\"extensions\":{\"code\":\"QUERY_NOT_IN_SAFELIST\",\"errorType\":\"PERMISSION_DENIED\"}}]}";
    private static final String TWO = "[{\"id\":\"1\"},{\"id\":\"2\"}]}}";

    private final Gateway only;

    TrustedDocumentTests(@TempDir Path clients) {
        Folders.write(
                clients,
                Map.of(
                        "web/numbers.graphql",
                        FILE,
                        "relay.json",
                        json(Map.of("7ee1dcf2b3cc3f4f0e2d3c1b5f0c0b8a", RELAY)),
                        "codegen.json",
                        json(Map.of("b61adbf1dba3a1ee0f1f2b3bdc0d7a9a3a3a4d5e", CODEGEN)),
                        "apollo.json",
                        json(Map.of(
                                "format",
                                "apollo-persisted-query-manifest",
                                "version",
                                1,
                                "operations",
                                List.of(Map.of("id", hash(APOLLO), "name", "Apollo", "type", "query", "body", APOLLO))))));
        only = start(clients, "only");
    }

    private static Gateway start(Path clients, String mode) {
        return Gateway.start(
                Path.of("src/test/resources/limits"),
                TestServer.newDatabase(),
                "--postern.http.batch-size=2",
                "--postern.documents.path=" + clients,
                "--postern.documents.mode=" + mode);
    }

    @AfterAll
    void close() {
        only.close();
    }

    static List<Map<String, Object>> named() {
        return List.of(
                Map.of("documentId", "web/numbers"),
                Map.of("documentId", "sha256:" + hash(FILE)),
                Map.of("documentId", hash(FILE)),
                Map.of("doc_id", "7ee1dcf2b3cc3f4f0e2d3c1b5f0c0b8a"),
                Map.of("id", "7ee1dcf2b3cc3f4f0e2d3c1b5f0c0b8a"),
                Map.of("documentId", "sha256:" + hash(RELAY)),
                Map.of("documentId", "b61adbf1dba3a1ee0f1f2b3bdc0d7a9a3a3a4d5e"),
                Map.of("extensions", persisted(hash(APOLLO))),
                Map.of("extensions", persisted(hash(APOLLO)), "operationName", "Apollo"),
                Map.of("query", APOLLO, "extensions", persisted(hash(APOLLO))),
                Map.of("query", FILE));
    }

    @ParameterizedTest
    @MethodSource("named")
    void runsByWhateverNamesIt(Map<String, Object> request) {
        var body = with(request, "variables", Map.of("most", 2));
        assertTrue(post(only, body).endsWith(TWO), () -> post(only, body));
    }

    static List<Map<String, Object>> unknown() {
        return List.of(
                Map.of("documentId", "numbers"),
                Map.of("documentId", ""),
                Map.of("documentId", "SHA256:" + hash(FILE)),
                Map.of("documentId", "sha256:" + hash(FILE).substring(1)),
                Map.of("documentId", "web/../web/numbers"),
                Map.of("doc_id", "none", "id", "web/numbers"),
                Map.of("id", hash(OTHER)),
                Map.of("extensions", persisted(hash(OTHER))));
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void isNotFoundByAnythingElse(Map<String, Object> request) {
        assertEquals(NOT_FOUND, post(only, request));
    }

    static List<Map<String, Object>> others() {
        return List.of(
                Map.of("query", OTHER),
                Map.of("query", FILE.strip()),
                Map.of("query", FILE + "#"),
                Map.of("query", "{ __typename }"),
                Map.of("query", "{ __schema { types { name } } }"),
                Map.of("query", "{ nope"),
                Map.of("query", ""),
                Map.of("query", OTHER, "documentId", "web/numbers"),
                Map.of("query", OTHER, "extensions", persisted(hash(APOLLO))),
                Map.of("query", OTHER, "extensions", persisted(hash(OTHER))));
    }

    @ParameterizedTest
    @MethodSource("others")
    void nothingElseRuns(Map<String, Object> request) {
        only.runs();
        var body = with(request, "variables", Map.of("most", 2));
        assertEquals(NOT_REGISTERED, post(only, body));
        assertEquals("[" + NOT_REGISTERED + "," + NOT_REGISTERED + "]", post(only, List.of(body, body)));
        assertEquals(0, only.runs().size());
        assertEquals(NOT_FOUND, post(only, Map.of("extensions", persisted(hash(OTHER)))));
    }

    @Test
    void aDocumentDoesNotComeWithTheHashOfAnother() {
        var response = response(only, Map.of("query", FILE, "extensions", persisted(hash(APOLLO))));
        assertEquals(400, response.statusCode());
        assertTrue(response.body().contains("is not that of the query"), response.body());
    }

    @Test
    void anIdIsText() {
        var response = response(only, Map.of("documentId", 7));
        assertEquals(400, response.statusCode());
        assertTrue(response.body().contains("\\\"documentId\\\" is a number: a string is expected."), response.body());
    }

    @Test
    void aQueryComesByGetAndAMutationDoesNot() {
        var variables = "&variables=" + encoded("{\"most\":2}");
        assertTrue(get("documentId=web/numbers" + variables).body().endsWith(TWO));
        assertTrue(get("doc_id=7ee1dcf2b3cc3f4f0e2d3c1b5f0c0b8a" + variables)
                .body()
                .endsWith(TWO));
        var extensions = "extensions=" + encoded(json(persisted(hash(APOLLO))));
        assertTrue(get(extensions + variables).body().endsWith(TWO));
        assertEquals(NOT_REGISTERED, get("query=" + encoded(OTHER) + variables).body());
        var mutation = get("documentId=b61adbf1dba3a1ee0f1f2b3bdc0d7a9a3a3a4d5e" + variables);
        assertEquals(405, mutation.statusCode());
    }

    /** Its hash is enough to find it by, and nobody's data is in it. */
    @Test
    void whatIsNotRegisteredIsLoggedOnce(@TempDir Path clients) {
        Folders.write(clients, Map.of("numbers.graphql", FILE));
        var other = "{ ann47110815: numbers(most: 1) { id } }";
        try (var gateway = start(clients, "log")) {
            var logged = TestApplication.logged(Level.INFO, () -> {
                for (var body : List.of(Map.of("query", FILE, "variables", Map.of("most", 1)), Map.of("query", other))) {
                    assertTrue(post(gateway, body).startsWith("{\"data\":"));
                    assertTrue(post(gateway, body).startsWith("{\"data\":"));
                }
                assertTrue(post(gateway, Map.of("documentId", "numbers", "variables", Map.of("most", 2)))
                        .endsWith(TWO));
            });
            assertEquals(2, logged.split("sha256:" + hash(other), -1).length, logged);
            assertFalse(logged.contains(hash(FILE)), logged);
            assertFalse(logged.contains("47110815"), logged);
            assertEquals(NOT_FOUND, post(gateway, Map.of("documentId", "nope")));
        }
    }

    private static String post(Gateway gateway, Object body) {
        return response(gateway, body).body();
    }

    private static HttpResponse<String> response(Gateway gateway, Object body) {
        return gateway.post("application/json", json(body));
    }

    private HttpResponse<String> get(String query) {
        return only.send(HttpRequest.newBuilder(only.uri("/graphql?" + query)).build());
    }

    private static Map<String, Object> with(Map<String, Object> request, String name, Object value) {
        var all = new HashMap<>(request);
        all.put(name, value);
        return all;
    }

    private static Map<String, Object> persisted(String hash) {
        return Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", hash));
    }

    private static String json(Object value) {
        return Gateway.JSON.writeValueAsString(value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException none) {
            throw new IllegalStateException(none);
        }
    }
}
