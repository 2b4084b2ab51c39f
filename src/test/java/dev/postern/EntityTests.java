package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.identity.Caller;
import dev.postern.plan.Planned;
import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Representations in numbers and of kinds that nobody sends by accident. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EntityTests {

    private static final Path PROJECT = Path.of("src/test/resources/cases/federation");
    private static final String QUERY = """
            query ($r: [_Any!]!) {
              _entities(representations: $r) { ... on Product { id title } ... on Part { name } }
            }""";

    private @Nullable Gateway started;

    @BeforeAll
    void start() {
        var database = TestServer.migrated(PROJECT);
        TestServer.execute(database, """
                insert into product select i, 'sku' || i, 'ACME', 'Product ' || i from generate_series(1000, 1499) as i;
                insert into part
                select ('00000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, 'Part ' || i, i
                from generate_series(1000, 1499) as i""");
        started = Gateway.start(PROJECT, database);
    }

    @AfterAll
    void stop() {
        gateway().close();
    }

    private Gateway gateway() {
        if (started == null) {
            throw new IllegalStateException("it was not started");
        }
        return started;
    }

    @Test
    void aThousandOfTwoTypesAreTwoStatements() {
        var representations = new ArrayList<Map<String, ?>>();
        for (int i = 0; i < 500; i++) {
            representations.add(product(1499 - i));
            representations.add(part(1000 + i));
        }
        representations.set(10, product(5));
        representations.set(500, product(6));
        representations.set(999, part(7));
        representations.set(20, product("many"));
        representations.set(21, Map.of("__typename", "Part", "serial", 1000));
        gateway().runs();
        var answer = gateway().ask(QUERY, Map.of("r", representations));
        assertEquals(
                List.of("Part.entity: 498", "Product.entityById: 497"),
                gateway().runs().stream()
                        .map(run -> run.statement().name() + ": " + run.rows())
                        .sorted()
                        .toList());
        assertEquals(
                List.of("[\"_entities\",20]", "[\"_entities\",21]"),
                answer.at("/errors")
                        .valueStream()
                        .map(error -> error.get("path").toString())
                        .toList());
        var entities = answer.at("/data/_entities");
        assertEquals(1000, entities.size());
        for (int i = 0; i < 1000; i++) {
            assertEquals(expected(i), entities.get(i).toString());
        }
    }

    private static String expected(int place) {
        if (List.of(10, 20, 21, 500, 999).contains(place)) {
            return "null";
        }
        var number = place % 2 == 0 ? 1499 - place / 2 : 1000 + place / 2;
        return place % 2 == 0
                ? "{\"id\":\"%1$d\",\"title\":\"Product %1$d\"}".formatted(number)
                : "{\"name\":\"Part %d\"}".formatted(number);
    }

    @Test
    void oneMoreThanAllowedIsRefusedBeforeAnythingRuns() {
        gateway().runs();
        assertEquals("""
                {"errors":[{"message":"There are 10,001 representations; the most is 10,000.",\
                "locations":[{"line":2,"column":3}],"path":["_entities"],\
                "extensions":{"code":"LIMIT_EXCEEDED","errorType":"BAD_REQUEST"}}],"data":null}""", ask(Collections.nCopies(10_001, product(7))));
        assertEquals(List.of(), gateway().runs());
    }

    @Test
    void tenThousandOfTheSameAreOneKey() {
        gateway().runs();
        var answer = gateway().ask(QUERY, Map.of("r", Collections.nCopies(10_000, product(7))));
        assertEquals(10_000, answer.at("/data/_entities").size());
        assertEquals(
                List.of("Product.entityById: 1"),
                gateway().runs().stream()
                        .map(run -> run.statement().name() + ": " + run.rows())
                        .toList());
    }

    @Test
    void whatNoKeyIsHarmsNobodyElse() {
        var half = "\\ud800";
        for (var value : List.of(
                "1e999999999",
                "-1e999999999",
                "1.5",
                "\"" + "9".repeat(1_000_000) + "\"",
                "\"7\\u0000\"",
                "\"" + half + "\"",
                "\"7; drop table product\"",
                "{\"a\":".repeat(80) + "1" + "}".repeat(80),
                "[" + "[],".repeat(1000) + "7]",
                "\"'\"",
                "\" 7\"",
                "\"0x7\"")) {
            var body = "{\"query\":\"{ __typename }\",\"variables\":{}}";
            var sent = body.replace("{ __typename }", QUERY.replace("\n", " "))
                    .replace(
                            "\"variables\":{}",
                            "\"variables\":{\"r\":[{\"__typename\":\"Product\",\"id\":" + value
                                    + "},{\"__typename\":\"Product\",\"id\":7}]}");
            var answer = Gateway.JSON.readTree(
                    gateway().post("application/json", sent).body());
            assertEquals(
                    "[null,{\"id\":\"7\",\"title\":\"Anvil\"}]",
                    answer.at("/data/_entities").toString());
            assertEquals(
                    "BAD_USER_INPUT", answer.at("/errors/0/extensions/code").stringValue());
            assertFalse(answer.at("/errors/0/message").stringValue().contains("Internal"));
            assertTrue(answer.at("/errors/0/message").stringValue().length() < 300);
        }
    }

    @Test
    void whatIsNotAskedForIsNeverLookedAt() {
        var sent =
                "{\"query\":\"{ x }\",\"variables\":{\"r\":[{\"__typename\":\"Product\",\"id\":7,\"price\":1e999999999,\"x\":"
                        + "[".repeat(80) + "]".repeat(80) + "}]}}";
        assertEquals(
                "{\"data\":{\"_entities\":[{\"id\":\"7\",\"title\":\"Anvil\"}]}}",
                gateway()
                        .post("application/json", sent.replace("{ x }", QUERY.replace("\n", " ")))
                        .body());
    }

    @Test
    void aRequiredNumberThatFillsMemoryIsRefused() {
        var query = "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Product { stamps } } }";
        var sent =
                "{\"query\":\"" + query + "\",\"variables\":{\"r\":[{\"__typename\":\"Product\",\"id\":7,\"parcels\":"
                        + "[{\"weight\":1e999999999}]}]}}";
        var answer = gateway().post("application/json", sent).body();
        assertTrue(
                answer.contains(
                        "The representation's 'parcels' does not fit: a number in it is too large or too small."),
                answer);
    }

    /** Each statement that could run counts, whatever the representations are. */
    @Test
    void theNumberOfStatementsIsKnownBefore() {
        assertEquals(9, statements("{ _entities(representations: []) { __typename } }"));
        assertEquals(
                3 + 1,
                statements(
                        "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Product { title parts { name } } } }"));
    }

    private int statements(String document) {
        var planned = gateway().plans().plan(document, null, Map.of("r", List.of()), Caller.ANONYMOUS);
        return planned instanceof Planned.Direct direct ? direct.plan().statements() : -1;
    }

    @Test
    void aRouterThatAsksIsToldHowLongFieldsTook() {
        var traced = asked("ftv1");
        assertEquals(
                "{\"id\":\"7\",\"title\":\"Anvil\"}",
                traced.at("/data/_entities/0").toString());
        var trace = new String(
                Base64.getDecoder().decode(traced.at("/extensions/ftv1").stringValue()), StandardCharsets.ISO_8859_1);
        assertTrue(trace.contains("_entities") && trace.contains("title") && trace.contains("Product"), trace);
        assertTrue(asked("ftv2").at("/extensions").isMissingNode());
    }

    private tools.jackson.databind.JsonNode asked(String trace) {
        var body = Map.of("query", QUERY, "variables", Map.of("r", List.of(product(7))));
        var request = HttpRequest.newBuilder(gateway().uri("/graphql"))
                .header("Content-Type", "application/json")
                .header("apollo-federation-include-trace", trace)
                .POST(HttpRequest.BodyPublishers.ofString(Gateway.JSON.writeValueAsString(body)))
                .build();
        return Gateway.JSON.readTree(gateway().send(request).body());
    }

    private String ask(List<?> representations) {
        return gateway().ask(QUERY, Map.of("r", representations)).toString();
    }

    private static Map<String, ?> product(Object id) {
        return Map.of("__typename", "Product", "id", id);
    }

    private static Map<String, ?> part(int number) {
        return Map.of("__typename", "Part", "serial", "00000000-0000-4000-8000-%012d".formatted(number));
    }
}
