package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.identity.TestTokens;
import dev.postern.testing.Gateway;
import dev.postern.testing.NodeScript;
import dev.postern.testing.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What the gateway tells of the SQL behind an answer, and whom. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TraceTests {

    private static final String NESTED = "{ vessel(id: \"12\") { name owner { city: headquarters { city } } } }";

    private static final String TRIAL =
            "mutation @dryRun { updateVessel(id: 12, input: { grossTonnage: 7 }) { id owner { id } } }";

    private final Gateway gateway = Gateway.start(
            Path.of("."),
            TestServer.migrated(Path.of(".")),
            "--postern.check=off",
            "--postern.trace.scope=see-sql",
            "--postern.identity.anonymous=true",
            "--postern.http.batch-size=3",
            "--postern.claims.setting=postern.claims",
            "--postern.identity.jwt.secret=" + TestTokens.SECRET,
            "--postern.identity.jwt.issuer=" + TestTokens.ISSUER,
            "--postern.identity.jwt.audience=" + TestTokens.AUDIENCE);

    @AfterAll
    void close() {
        gateway.close();
    }

    @Test
    void nothingIsToldToOthers() {
        for (var scope : new String[] {null, "read"}) {
            var answer = ask(scope, "1", NESTED);
            assertFalse(answer.body().contains("extensions"), answer.body());
            assertTrue(answer.headers().firstValue("Server-Timing").isEmpty());
        }
    }

    @Test
    void nothingIsToldUnasked() {
        assertFalse(ask("see-sql", null, NESTED).body().contains("extensions"));
        assertFalse(ask("see-sql", "0", NESTED).body().contains("extensions"));
    }

    @Test
    void eachStatementIsToldWithItsFieldItsPlaceAndWhatItTook() {
        var answer = ask("see-sql", "1", NESTED);
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
        assertTrue(answer.headers().firstValue("Server-Timing").orElse("").startsWith("plan;dur="));
        var trace = trace(answer);
        assertEquals("plan", trace.path("path").stringValue());
        assertEquals("""
                {"level":0,"field":"Query.vessel","uses":[{"column":3,"line":1,"path":"vessel"}],"keys":0,"rows":1,\
                "parameters":[{"type":"int8","value":"12"}]}
                {"level":1,"field":"Vessel.owner","uses":[{"column":27,"line":1,"path":"vessel.owner"}],"keys":1,"rows":1,\
                "parameters":[{"type":"_int8","value":"{%s}"}]}""".formatted(owner()), brief(trace));
        var first = trace.path("statements").get(0);
        assertEquals("sql-mappers/fleet/Query.xml", first.path("file").stringValue());
        assertTrue(first.path("line").intValue() > 0);
        assertTrue(first.path("sql").stringValue().startsWith("/* Query.vessel */ select t."), first.toString());
        assertTrue(first.path("sql").stringValue().contains("= $1"), first.toString());
        assertTrue(first.path("settings").path("postern.claims").stringValue().contains("\"sub\":\"ann\""));
        assertTrue(first.path("bytes").longValue() > 0);
        assertTrue(first.path("took").doubleValue() > 0);
        assertEquals(2, trace.path("levels").size());
        assertEquals(2, trace.path("totals").path("statements").intValue());
        assertTrue(trace.path("totals").path("total").doubleValue()
                >= trace.path("totals").path("database").doubleValue());
    }

    @Test
    void whatGoesThroughGraphQlJavaIsToldWithoutItsFields() {
        var trace = trace(ask("see-sql", "1", "{ __schema { queryType { name } } vessel(id: 12) { owner { id } } }"));
        assertEquals("graphql-java", trace.path("path").stringValue());
        assertEquals("""
                {"level":0,"field":"Query.vessel","uses":[],"keys":null,"rows":1,"parameters":[{"type":"int8","value":"12"}]}
                {"level":1,"field":"Vessel.owner","uses":[],"keys":null,"rows":1,"parameters":[{"type":"_int8","value":"{%s}"}]}""".formatted(owner()), brief(trace));
    }

    @Test
    void aTrialIsToldBesideThatItIsOne() {
        var answer = Gateway.JSON.readTree(ask("see-sql", "1", TRIAL).body());
        assertTrue(answer.path("extensions").path("dryRun").booleanValue(), answer.toString());
        assertEquals(
                List.of("Mutation.updateVessel", "Vessel.owner"),
                statements(answer.path("extensions").path("postern")).stream()
                        .map(statement -> statement.path("statement").stringValue())
                        .toList());
    }

    @Test
    void eachOperationOfABatchIsToldItsOwn() {
        var body = Gateway.JSON.writeValueAsString(List.of(
                Map.of("query", NESTED),
                Map.of("query", "{ __typename }"),
                Map.of("query", "{ vessel(id: 12) { id } }")));
        var request = post(body).header("Postern-Trace", "1");
        var answers = Gateway.JSON.readTree(gateway.send(as("see-sql", request)).body());
        assertEquals(
                "[2, 0, 1]",
                StreamSupport.stream(answers.spliterator(), false)
                        .map(answer -> answer.path("extensions").path("postern").path("statements"))
                        .map(JsonNode::size)
                        .toList()
                        .toString(),
                answers.toString());
        assertFalse(gateway.send(as("read", post(body).header("Postern-Trace", "1")))
                .body()
                .contains("extensions"));
    }

    @Test
    void whatIsSentTwiceIsToldAsRunOnceAndKeptWithoutItsTrace() {
        var mutation = "mutation { updateVessel(id: 12, input: { grossTonnage: 8 }) { grossTonnage owner { id } } }";
        var ran = Gateway.JSON.readTree(keyed("see-sql", "1", mutation).body());
        var trace = ran.path("extensions").path("postern");
        assertEquals(
                List.of("Mutation.updateVessel", "Vessel.owner"),
                statements(trace).stream()
                        .map(statement -> statement.path("statement").stringValue())
                        .toList());
        assertFalse(trace.path("replayed").booleanValue(), trace.toString());

        var again = keyed("see-sql", "1", mutation);
        assertEquals("true", again.headers().firstValue("Idempotent-Replayed").orElse(""));
        var replayed = Gateway.JSON.readTree(again.body());
        assertEquals(ran.path("data"), replayed.path("data"));
        assertTrue(trace(again).path("replayed").booleanValue(), again.body());
        assertEquals(List.of(), statements(trace(again)));

        var kept = "{\"data\":{\"updateVessel\":{\"grossTonnage\":8,\"owner\":{\"id\":\"%s\"}}}}".formatted(owner());
        assertEquals(kept, keyed("see-sql", "0", mutation).body());
    }

    @Test
    void aQueryWithAKeyIsToldAsAnyOther() {
        assertEquals(2, statements(trace(keyed("see-sql", "1", NESTED))).size());
    }

    @Test
    void whatFailedIsToldWithoutWhatItTook() {
        var trace = trace(ask("see-sql", "1", "{ vessel(id: \"one\") { name } }"));
        var only = trace.path("statements").get(0);
        assertEquals("Query.vessel", only.path("field").stringValue());
        assertFalse(only.path("ran").booleanValue());
        assertTrue(only.path("sql").isMissingNode());
    }

    @Test
    void whatRanIsExplainedWithItsValues() {
        var told = statements(trace(ask("see-sql", "1", NESTED)));
        var answer = explain(
                "see-sql", "application/json", told.getFirst().path("explain").stringValue());
        assertEquals(200, answer.statusCode(), answer.body());
        var explained = Gateway.JSON.readTree(answer.body());
        assertTrue(explained.path("ran").booleanValue());
        var plan = explained.path("plan").get(0);
        assertTrue(plan.has("Execution Time"), answer.body());
        assertEquals(1, plan.path("Plan").path("Actual Rows").intValue());
    }

    @Test
    void whatWritesIsPlannedOnly() {
        var answer = ask("see-sql", "1", TRIAL);
        var explained = explain(
                "see-sql",
                "application/json",
                statements(trace(answer)).getFirst().path("explain").stringValue());
        assertEquals(200, explained.statusCode(), explained.body());
        assertFalse(Gateway.JSON.readTree(explained.body()).path("ran").booleanValue());
        assertFalse(explained.body().contains("Actual"), explained.body());
    }

    @Test
    void theMapIsOpenedByAToken() throws Exception {
        NodeScript.requireBrowser();
        var token = TestTokens.secret(claims -> claims.claim("scope", "see-sql"));
        var base = gateway.uri("/").toString();
        assertEquals("The map opens by a token\n", NodeScript.run("node", "token.mjs", base, token));
    }

    @Test
    void nobodyElseExplains() {
        assertEquals(403, explain(null, "application/json", "x").statusCode());
        assertEquals(403, explain("read", "application/json", "x").statusCode());
        assertEquals(415, explain("see-sql", "text/plain", "x").statusCode());
        assertEquals(
                "{\"message\":\"This run is no longer remembered: run the operation again.\"}",
                explain("see-sql", "application/json", "x").body());
    }

    @Test
    void aBodyThatNamesNoRunIsRefused() {
        for (var body : List.of("", "{", "null", "[]", "7", "{}", "{\"name\":7}", "{\"name\":null}")) {
            var answer = explainBody("see-sql", "application/json", body);
            assertEquals(
                    "400 {\"message\":\"An object with the name of a run is expected.\"}",
                    answer.statusCode() + " " + answer.body(),
                    body);
        }
    }

    private String owner() {
        return gateway.ask("{ vessel(id: 12) { owner { id } } }")
                .path("data")
                .path("vessel")
                .path("owner")
                .path("id")
                .stringValue();
    }

    private static JsonNode trace(HttpResponse<String> answer) {
        return Gateway.JSON.readTree(answer.body()).path("extensions").path("postern");
    }

    private static List<JsonNode> statements(JsonNode trace) {
        return StreamSupport.stream(trace.path("statements").spliterator(), false)
                .toList();
    }

    /** What does not depend on the clock, a line for each statement. */
    private static String brief(JsonNode trace) {
        var lines = statements(trace).stream().map(statement -> {
            var fields = List.of("level", "field", "uses", "keys", "rows", "parameters").stream()
                    .map(name -> "\"" + name + "\":" + sorted(statement.path(name)))
                    .toList();
            return "{" + String.join(",", fields) + "}";
        });
        return String.join("\n", lines.toList());
    }

    private static String sorted(JsonNode value) {
        return Gateway.JSON
                .rebuild()
                .enable(tools.jackson.databind.SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build()
                .writeValueAsString(Gateway.JSON.treeToValue(value, Object.class));
    }

    private HttpResponse<String> ask(@Nullable String scope, @Nullable String header, String query) {
        var request = post(Gateway.JSON.writeValueAsString(Map.of("query", query)));
        if (header != null) {
            request.header("Postern-Trace", header);
        }
        return gateway.send(as(scope, request));
    }

    private HttpResponse<String> keyed(String scope, String header, String query) {
        return gateway.send(as(
                scope,
                post(Gateway.JSON.writeValueAsString(Map.of("query", query)))
                        .header("Postern-Trace", header)
                        .header("Idempotency-Key", "\"once\"")));
    }

    private HttpRequest.Builder post(String body) {
        return HttpRequest.newBuilder(gateway.uri("/graphql"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> explain(@Nullable String scope, String type, String name) {
        return explainBody(scope, type, "{\"name\":\"" + name + "\"}");
    }

    private HttpResponse<String> explainBody(@Nullable String scope, String type, String body) {
        return gateway.send(as(
                scope,
                HttpRequest.newBuilder(gateway.uri("/graphiql/explain"))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))));
    }

    private static HttpRequest as(@Nullable String scope, HttpRequest.Builder request) {
        if (scope != null) {
            request.header("Authorization", "Bearer " + TestTokens.secret(claims -> claims.claim("scope", scope)));
        }
        return request.build();
    }
}
