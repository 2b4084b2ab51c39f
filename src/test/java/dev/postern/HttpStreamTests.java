package dev.postern;

import static dev.postern.testing.ReadingsProject.add;
import static dev.postern.testing.ReadingsProject.await;
import static dev.postern.testing.ReadingsProject.events;
import static dev.postern.testing.ReadingsProject.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.identity.TestTokens;
import dev.postern.testing.Gateway;
import dev.postern.testing.HttpStream;
import dev.postern.testing.ReadingsProject;
import dev.postern.testing.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Server-Sent Events in both modes of {@code graphql-sse}, and Apollo's multipart. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpStreamTests {

    private static final String ADDED = "subscription { readingAdded { value } }";
    private static final String MULTIPART = "multipart/mixed;subscriptionSpec=\"1.0\", application/json";
    private static final String TOKEN = "X-GraphQL-Event-Stream-Token";

    private final String url = TestServer.migrated(ReadingsProject.FOLDER);
    private final Gateway gateway = ReadingsProject.start(url, "--postern.streams.keep-alive=100ms");

    @AfterAll
    void stop() {
        gateway.close();
    }

    private void heard() {
        await("nobody subscribed", () -> gateway.subscriptions().size() == 1);
        await("nobody listens", () -> ReadingsProject.listening(url).equals("1"));
    }

    private void released() {
        await("somebody is still subscribed", () -> gateway.subscriptions().size() == 0);
        await("a stream is still open", () -> gateway.streams() == 0);
    }

    @Test
    void anOperationIsAStreamOfEvents() {
        try (var stream = events(gateway, ADDED, Map.of())) {
            assertEquals(200, stream.response().statusCode());
            assertEquals(
                    Optional.of("text/event-stream"),
                    stream.response().headers().firstValue("Content-Type"));
            heard();
            add(url, 1, 10);
            assertEquals("event: next\ndata: {\"data\":{\"readingAdded\":{\"value\":10}}}", stream.take());
        }
        released();
    }

    @Test
    void whatIsNoSubscriptionIsOneEvent() {
        try (var stream = events(gateway, "{ reading(id: 0) { id } }", Map.of())) {
            assertEquals("event: next\ndata: {\"data\":{\"reading\":null}}", stream.take());
            assertEquals("event: complete\ndata: ", stream.take());
            assertEquals("the end", stream.take());
        }
        try (var stream = events(gateway, "{ nothing }", Map.of())) {
            assertTrue(stream.take().startsWith("event: next\ndata: {\"errors\":["));
            assertEquals("event: complete\ndata: ", stream.take());
        }
        released();
    }

    @Test
    void aSubscriptionIsNoPlainAnswer() {
        var answer = gateway.send(request(gateway.uri("/graphql"), "application/json", ADDED, Map.of()));
        assertEquals(200, answer.statusCode());
        assertEquals(
                "{\"errors\":[{\"message\":\"A subscription is answered by a stream: ask over WebSocket"
                        + " (graphql-transport-ws), or accept text/event-stream or multipart/mixed;subscriptionSpec=\\\"1.0\\\".\","
                        + "\"extensions\":{\"code\":\"BAD_USER_INPUT\",\"errorType\":\"BAD_REQUEST\"}}]}",
                answer.body());
    }

    @Test
    void whatCannotBeReadIsRefusedAsEverywhere() {
        var unknown = HttpRequest.newBuilder(gateway.uri("/graphql"))
                .header("Accept", "text/event-stream")
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer nonsense")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        assertEquals(401, gateway.send(unknown).statusCode());
        assertEquals(
                400,
                gateway.send(HttpRequest.newBuilder(gateway.uri("/graphql"))
                                .header("Accept", "text/event-stream")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build())
                        .statusCode());
        assertEquals(
                405,
                gateway.send(HttpRequest.newBuilder(gateway.uri(
                                        "/graphql?query=mutation%7BaddReading(sensorId:1,value:1)%7Bid%7D%7D"))
                                .header("Accept", "text/event-stream")
                                .build())
                        .statusCode());
    }

    @Test
    void anEventIsAPartOfMultipart() {
        try (var stream =
                new HttpStream(request(gateway.uri("/graphql"), MULTIPART, ADDED, Map.of()), "\r\n--graphql")) {
            assertEquals(
                    Optional.of("multipart/mixed;boundary=\"graphql\";subscriptionSpec=1.0"),
                    stream.response().headers().firstValue("Content-Type"));
            heard();
            add(url, 1, 10);
            assertEquals(
                    "\r\ncontent-type: application/json\r\n\r\n"
                            + "{\"payload\":{\"data\":{\"readingAdded\":{\"value\":10}}}}",
                    stream.take());
        }
        released();
        try (var stream = new HttpStream(
                request(gateway.uri("/graphql"), MULTIPART, "subscription { nothing }", Map.of()), "\r\n--graphql")) {
            assertTrue(stream.response()
                    .headers()
                    .firstValue("Content-Type")
                    .orElse("")
                    .startsWith("application/json"));
        }
        var query = gateway.send(request(gateway.uri("/graphql"), MULTIPART, "{ reading(id: 0) { id } }", Map.of()));
        assertEquals("{\"data\":{\"reading\":null}}", query.body());
    }

    private HttpResponse<String> send(String method, String token, String query, String body) {
        var request = HttpRequest.newBuilder(gateway.uri("/graphql" + query));
        if (!token.isEmpty()) {
            request.header(TOKEN, token);
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return gateway.send(request.method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static String operation(String id, String query) {
        return "{\"query\":\"" + query + "\",\"extensions\":{\"operationId\":\"" + id + "\"}}";
    }

    @Test
    void manyOperationsShareAStream() {
        var reserved = send("PUT", "", "", "");
        assertEquals(201, reserved.statusCode());
        var token = reserved.body();
        assertEquals(202, send("POST", token, "", operation("1", ADDED)).statusCode());
        heard();
        add(url, 1, 10);
        var opening = HttpRequest.newBuilder(gateway.uri("/graphql"))
                .header("Accept", "text/event-stream")
                .header(TOKEN, token)
                .build();
        try (var stream = new HttpStream(opening, "\n\n")) {
            assertEquals(
                    "event: next\ndata: {\"id\":\"1\",\"payload\":{\"data\":{\"readingAdded\":{\"value\":10}}}}",
                    stream.take());
            assertEquals(409, gateway.send(opening).statusCode());
            assertEquals(409, send("POST", token, "", operation("1", ADDED)).statusCode());
            assertEquals(400, send("POST", token, "", "{\"query\":\"{ x }\"}").statusCode());
            assertEquals(
                    404, send("POST", token + "0", "", operation("2", ADDED)).statusCode());
            assertEquals(
                    202,
                    send("POST", token, "", operation("2", "{ reading(id: 0) { id } }"))
                            .statusCode());
            assertEquals("event: next\ndata: {\"id\":\"2\",\"payload\":{\"data\":{\"reading\":null}}}", stream.take());
            assertEquals("event: complete\ndata: {\"id\":\"2\"}", stream.take());
            assertEquals(400, send("DELETE", token, "", "").statusCode());
            assertEquals(200, send("DELETE", token, "?operationId=1", "").statusCode());
            await("it is still subscribed", () -> gateway.subscriptions().size() == 0);
        }
        released();
    }

    @Test
    void aStreamOfSomebodyElseIsNotThere() {
        var token = "Bearer " + TestTokens.secret(claims -> claims.claim("company", 1));
        var reserved = gateway.send(HttpRequest.newBuilder(gateway.uri("/graphql"))
                .header("Authorization", token)
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build());
        assertEquals(201, reserved.statusCode());
        assertEquals(
                404, send("POST", reserved.body(), "", operation("1", ADDED)).statusCode());
    }
}
