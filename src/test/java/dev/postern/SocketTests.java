package dev.postern;

import static dev.postern.testing.ReadingsProject.add;
import static dev.postern.testing.ReadingsProject.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.identity.TestTokens;
import dev.postern.testing.Gateway;
import dev.postern.testing.GraphQlSocket;
import dev.postern.testing.NodeScript;
import dev.postern.testing.ReadingsProject;
import dev.postern.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The frames of {@code graphql-transport-ws}, good and bad. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SocketTests {

    private static final List<String> OURS = List.of("graphql-transport-ws");
    private static final String ADDED = "subscription { readingAdded { value } }";

    private final String url = TestServer.migrated(ReadingsProject.FOLDER);
    private final Gateway gateway = ReadingsProject.start(
            url,
            "--postern.streams.init-wait=5s",
            "--postern.streams.message-size=1KB",
            "--postern.streams.operations=3",
            "--postern.streams.connections-per-caller=2",
            "--postern.cors.origins=https://known.example");

    @AfterAll
    void stop() {
        gateway.close();
    }

    private GraphQlSocket fresh() {
        return GraphQlSocket.open(gateway, OURS, null);
    }

    private GraphQlSocket acknowledged() {
        return GraphQlSocket.acknowledged(gateway, "");
    }

    /** Subscribed, and heard. */
    private void subscribe(GraphQlSocket socket, String id, String query) {
        var before = gateway.subscriptions().size();
        socket.subscribe(id, query);
        await("nobody subscribed", () -> gateway.subscriptions().size() > before);
        await("nobody listens", () -> ReadingsProject.listening(url).equals("1"));
    }

    /** What is sent behind an acknowledged {@code connection_init}, and how the socket ends. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nonsense | 4400 The message is not JSON at line 1, column 1.",
                "[] | 4400 The message is no object.",
                "{} | 4400 The message has no type.",
                "{\"type\":7} | 4400 The message has no type.",
                "{\"type\":\"start\",\"id\":\"1\"} | 4400 The message is of no type that a client sends.",
                "{\"type\":\"next\",\"id\":\"1\"} | 4400 The message is of no type that a client sends.",
                "{\"type\":\"connection_ack\"} | 4400 The message is of no type that a client sends.",
                "{\"type\":\"connection_init\"} | 4429 Too many initialisation requests",
                "{\"type\":\"ping\",\"payload\":7} | 4400 \"payload\" is a number: an object is expected.",
                "{\"type\":\"subscribe\",\"payload\":{\"query\":\"{ x }\"}} | 4400 The message has no \"id\".",
                "{\"type\":\"subscribe\",\"id\":\"\",\"payload\":{\"query\":\"{ x }\"}} | 4400 The message has no \"id\".",
                "{\"type\":\"subscribe\",\"id\":7,\"payload\":{\"query\":\"{ x }\"}} | 4400 The message has no \"id\".",
                "{\"type\":\"subscribe\",\"id\":\"1\"} | 4400 The payload has no \"query\": it is the GraphQL document to run.",
                "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"{ x }\",\"variables\":[]}}"
                        + " | 4400 \"variables\" is a list: an object is expected.",
                "{\"type\":\"complete\"} | 4400 The message has no \"id\"."
            })
    void whatBreaksTheProtocolEndsTheSocket(String message, String end) {
        try (var socket = acknowledged()) {
            socket.send(message);
            assertEquals(end, socket.closed());
        }
    }

    @Test
    void theClientsThatPeopleUseSubscribe() throws Exception {
        assertEquals(
                "graphql-ws subscribes\ngraphql-sse subscribes\ngraphql-sse on one connection subscribes\n",
                NodeScript.run(
                        "node", "subscriptions.mjs", gateway.uri("/graphql").toString()));
    }

    @Test
    void nothingBeforeTheAcknowledgement() {
        try (var socket = fresh()) {
            socket.subscribe("1", ADDED);
            assertEquals("4401 Unauthorized", socket.closed());
        }
        try (var silent = fresh()) {
            assertEquals("4408 Connection initialisation timeout", silent.closed());
        }
    }

    @Test
    void aDuplicateIdEndsTheSocketAndAUsedOneIsFreeAgain() {
        try (var socket = acknowledged()) {
            socket.subscribe("a", "{ __typename }");
            assertEquals(
                    "{\"id\":\"a\",\"type\":\"next\",\"payload\":{\"data\":{\"__typename\":\"Query\"}}}",
                    socket.take());
            assertEquals("{\"id\":\"a\",\"type\":\"complete\"}", socket.take());
            subscribe(socket, "a", ADDED);
            socket.subscribe("a", ADDED);
            assertEquals("4409 Subscriber for a already exists", socket.closed());
        }
        await("it is still subscribed", () -> gateway.subscriptions().size() == 0);
    }

    @Test
    void theLegacyProtocolIsRefused() {
        try (var legacy = GraphQlSocket.open(gateway, List.of("graphql-ws", "graphql-transport-ws"), null)) {
            assertEquals("graphql-transport-ws", legacy.protocol());
        }
        for (var others : List.of(List.of("graphql-ws"), List.<String>of())) {
            try (var none = GraphQlSocket.open(gateway, others, null)) {
                assertEquals("", none.protocol());
                assertEquals("4406 Subprotocol not acceptable", none.closed());
            }
        }
    }

    @Test
    void aPageOfAnotherSiteIsRefused() {
        assertThrows(CompletionException.class, () -> GraphQlSocket.open(gateway, OURS, "https://evil.example"));
        try (var known = GraphQlSocket.open(gateway, OURS, "https://known.example");
                var own = GraphQlSocket.open(gateway, OURS, gateway.uri("").toString())) {
            assertEquals("graphql-transport-ws", known.protocol());
            assertEquals("graphql-transport-ws", own.protocol());
        }
    }

    @Test
    void pingsAreAnswered() {
        try (var socket = fresh()) {
            socket.send("{\"type\":\"ping\"}");
            assertEquals("{\"type\":\"pong\"}", socket.take());
            socket.send("{\"type\":\"pong\",\"payload\":{}}");
            socket.ping();
            assertEquals("PONG 1", socket.take());
        }
    }

    @Test
    void messagesAreTextOfSomeSize() {
        try (var socket = acknowledged()) {
            socket.sendBinary("{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8));
            assertEquals("1003 Messages are text", socket.closed());
        }
        try (var socket = acknowledged()) {
            socket.send("{\"type\":\"ping\",\"payload\":{\"x\":\"" + "y".repeat(1100) + "\"}}");
            assertTrue(socket.closed().startsWith("1009 "), socket.closed());
        }
    }

    @Test
    void everyKindOfOperationRuns() {
        try (var socket = acknowledged()) {
            subscribe(socket, "s", ADDED);
            socket.subscribe("m", "mutation { addReading(sensorId: 1, value: 5) { value } }");
            var came = List.of(socket.take(), socket.take(), socket.take());
            assertTrue(
                    came.contains(
                            "{\"id\":\"m\",\"type\":\"next\",\"payload\":{\"data\":{\"addReading\":{\"value\":5}}}}"),
                    came.toString());
            assertTrue(came.contains("{\"id\":\"m\",\"type\":\"complete\"}"), came.toString());
            assertTrue(
                    came.contains(
                            "{\"id\":\"s\",\"type\":\"next\",\"payload\":{\"data\":{\"readingAdded\":{\"value\":5}}}}"),
                    came.toString());
            socket.send("{\"id\":\"s\",\"type\":\"complete\"}");
            await("it is still subscribed", () -> gateway.subscriptions().size() == 0);
            socket.subscribe("q", "{ reading(id: 0) { value } }");
            assertEquals("{\"id\":\"q\",\"type\":\"next\",\"payload\":{\"data\":{\"reading\":null}}}", socket.take());
        }
    }

    /** What never runs is one message. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "subscription { nothing } | GRAPHQL_VALIDATION_FAILED",
                "subscription { | GRAPHQL_PARSE_FAILED",
                "subscription { readingAdded { id } readingBroken { id } } | GRAPHQL_VALIDATION_FAILED",
                "subscription { __typename } | GRAPHQL_VALIDATION_FAILED",
                "subscription { readingOf(sensorId: \"x\") { id } } | BAD_USER_INPUT",
                "subscription ($v: Int!) { readingOver(value: $v) { id } } | BAD_USER_INPUT",
                "subscription { readingForSome { id } } | UNAUTHENTICATED",
            })
    void whatNeverRunsIsAnError(String query, String code) {
        var before = gateway.subscriptions().size();
        try (var socket = acknowledged()) {
            socket.subscribe("1", query);
            var message = Gateway.JSON.readTree(socket.take());
            assertEquals("error", message.path("type").stringValue());
            assertEquals("1", message.path("id").stringValue());
            assertEquals(
                    code,
                    message.path("payload")
                            .path(0)
                            .path("extensions")
                            .path("code")
                            .stringValue());
            assertTrue(gateway.subscriptions().size() <= before, "it is subscribed");
        }
    }

    @Test
    void operationsAreLimited() {
        try (var socket = acknowledged()) {
            for (var id : List.of("1", "2", "3")) {
                subscribe(socket, id, ADDED);
            }
            socket.subscribe("4", ADDED);
            assertEquals(
                    "{\"id\":\"4\",\"type\":\"error\",\"payload\":[{\"message\":\"The connection has 3 operations under way,"
                            + " which is the most.\",\"extensions\":{\"code\":\"LIMIT_EXCEEDED\",\"errorType\":\"BAD_REQUEST\"}}]}",
                    socket.take());
        }
        await("they are still subscribed", () -> gateway.subscriptions().size() == 0);
    }

    private static String init(String token) {
        return "{\"Authorization\":\"Bearer " + token + "\"}";
    }

    private static String token(int company) {
        return TestTokens.secret(claims -> claims.claim("company", company));
    }

    @Test
    void claimsAreThoseOfTheInitialisation() {
        try (var one = GraphQlSocket.acknowledged(gateway, init(token(1)));
                var two = GraphQlSocket.acknowledged(gateway, init(token(2)))) {
            subscribe(one, "1", "subscription { readingOfMine { value } }");
            subscribe(two, "2", "subscription { readingOfMine { value } }");
            add(url, 4, 41);
            add(url, 5, 52);
            assertEquals(
                    "{\"id\":\"1\",\"type\":\"next\",\"payload\":{\"data\":{\"readingOfMine\":{\"value\":41}}}}",
                    one.take());
            assertEquals(
                    "{\"id\":\"2\",\"type\":\"next\",\"payload\":{\"data\":{\"readingOfMine\":{\"value\":52}}}}",
                    two.take());
        }
        await("they are still subscribed", () -> gateway.subscriptions().size() == 0);
    }

    @Test
    void whoIsNobodyIsNotServed() {
        try (var socket = fresh()) {
            socket.send("{\"type\":\"connection_init\",\"payload\":" + init("nonsense") + "}");
            assertEquals("4403 The token is not accepted here, or has expired.", socket.closed());
        }
    }

    @Test
    void aSocketEndsWithItsToken() {
        var token = TestTokens.secret(
                claims -> claims.expirationTime(Date.from(Instant.now().plusSeconds(3))));
        try (var socket = GraphQlSocket.acknowledged(gateway, init(token))) {
            socket.subscribe("1", ADDED);
            assertEquals("4403 The token has expired", socket.closed());
        }
        await("it is still subscribed", () -> gateway.subscriptions().size() == 0);
    }

    @Test
    void aCallerHasSoManySockets() {
        var token = token(9);
        try (var one = GraphQlSocket.acknowledged(gateway, init(token));
                var two = GraphQlSocket.acknowledged(gateway, init(token));
                var three = fresh()) {
            three.send("{\"type\":\"connection_init\",\"payload\":" + init(token) + "}");
            assertEquals("1013 The caller has as many connections as it may have", three.closed());
            assertEquals(0, one.waiting() + two.waiting());
        }
        await("they still count", () -> gateway.streams() == 0);
        GraphQlSocket.acknowledged(gateway, init(token)).close();
    }

    @Test
    void whatRunsEndsWithItsSocket() {
        try (var socket = acknowledged()) {
            socket.subscribe("1", "{ slow }");
            await("it does not run", () -> sleeping().equals("1"));
        }
        await("it still runs", () -> sleeping().equals("0"));
    }

    private String sleeping() {
        return TestServer.text(
                url,
                "select count(*) from pg_stat_activity where datname = current_database() and state = 'active'"
                        + " and query like '%pg_sleep(30)%' and pid <> pg_backend_pid()");
    }
}
