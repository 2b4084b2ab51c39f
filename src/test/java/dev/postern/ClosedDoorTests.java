package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.Gateway;
import dev.postern.testing.IdentityProject;
import dev.postern.testing.RawConnection;
import dev.postern.testing.RawConnection.Response;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.core.env.PropertySourcesPropertyResolver;

/**
 * What strangers try at a gateway in production, most of it by bytes that no library would send.
 *
 * <p>{@code hostile/door.txt} has what comes of each: the statuses, and the message of each error; a request that is answered is
 * followed by a good one on its connection, so that a second answer is there where a body was taken for a request. Documents
 * that ask for too much are in {@code HostileRequestTests} and {@code LimitTests}. Run with {@code -Dcases.write=true} to
 * write the answers, and read the difference before you commit it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClosedDoorTests {

    private static final Path EXPECTED = Path.of("src/test/resources/hostile/door.txt");
    private static final String SITE = "https://app.example";
    private static final String LAST =
            "GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private static final Pattern MESSAGE = Pattern.compile("\"message\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern LEAK = Pattern.compile(
            "(?i)jetty|spring|exception|\\bat [a-z]+\\.|java\\.|org\\.|select .* from |pg_|relation |<html");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String database = IdentityProject.newDatabase();
    private final Gateway gateway = IdentityProject.start(
            database,
            "--spring.profiles.active=production",
            "--postern.check=error",
            "--postern.identity.anonymous=true",
            "--postern.cors.origins=" + SITE,
            "--postern.limits.receive-time=1s",
            "--postern.limits.request-size=1KB",
            "--postern.limits.connections=60");

    @AfterAll
    void close() {
        gateway.close();
    }

    /** Wide ones, so that they are asked for and not met. */
    @Test
    void thereAreLimitsInATime() {
        var set = new PropertySourcesPropertyResolver(gateway.settings());
        assertEquals("6000", set.getProperty("postern.limits.rate.caller"));
        assertEquals("60000", set.getProperty("postern.limits.rate.address"));
    }

    @Test
    void nothingComesOfIt() throws Exception {
        var before = notes();
        var usual = time();
        var connections = gateway.connections();
        var answered = new ArrayList<String>();
        for (var attack : DoorAttacks.all().entrySet()) {
            answered.add(attack.getKey() + ": " + answered(attack.getKey(), attack.getValue()));
        }
        compare(answered);
        assertEquals(before, notes());
        assertTrue(answered.size() >= 130, "there are only " + answered.size());
        slowBodiesAreEnded();
        await(() -> gateway.connections() <= connections, "connections are left");
        await(() -> idle().equals("0"), "something runs in Postgres");
        var now = time();
        assertTrue(now.compareTo(usual.multipliedBy(10).plusMillis(200)) < 0, () -> usual + " became " + now);
    }

    /** Fifty of them at once, byte by byte, and the others are answered meanwhile. */
    private void slowBodiesAreEnded() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ended = new ArrayList<Future<String>>();
            for (int i = 0; i < 25; i++) {
                ended.add(threads.submit(() -> dripped(RawRequests.post("", "Content-Length: 1000"), " ")));
                ended.add(threads.submit(
                        () -> dripped(RawRequests.post("", "Transfer-Encoding: chunked"), "1\r\n \r\n")));
            }
            assertEquals(
                    Map.of("__typename", "Query"),
                    Gateway.JSON.convertValue(gateway.ask("{ __typename }").get("data"), Map.class));
            for (var end : ended) {
                assertEquals("408 The body did not come within 1000 ms.", end.get());
            }
        }
    }

    private String dripped(String head, String each) throws IOException {
        try (var connection = RawConnection.open(gateway.uri(""))) {
            connection.send(head);
            var response = connection.drip(each);
            return response == null ? "closed" : told(response);
        }
    }

    /** What an ordinary request takes, half of the time. */
    private Duration time() {
        var times = new ArrayList<Duration>();
        for (int i = 0; i < 41; i++) {
            var start = Instant.now();
            gateway.ask("{ me { role } }");
            times.add(Duration.between(start, Instant.now()));
        }
        return times.stream().sorted().toList().get(20);
    }

    private String idle() {
        return TestServer.text(
                database.replace("identity_gateway@", "postgres@"),
                "select count(*) from pg_stat_activity where usename = 'identity_gateway' and state <> 'idle'"
                        + " and datname = current_database()");
    }

    private static void await(BooleanSupplier condition, String otherwise) throws InterruptedException {
        var end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end), otherwise);
            Thread.sleep(50);
        }
    }

    @Test
    void aListedSiteMayAskAndReadTheAnswer() throws IOException {
        var asked = only(RawRequests.get("/graphql", "Origin: " + SITE, "Access-Control-Request-Method: POST")
                .replace("GET ", "OPTIONS "));
        assertEquals(204, asked.status());
        assertEquals(List.of(SITE), asked.header("Access-Control-Allow-Origin"));
        assertEquals(List.of("GET, POST, PUT, DELETE"), asked.header("Access-Control-Allow-Methods"));
        assertEquals(
                List.of(
                        "Content-Type, Authorization, Idempotency-Key, traceparent, Apollo-Require-Preflight, X-GraphQL-Event-Stream-Token, X-API-Key"),
                asked.header("Access-Control-Allow-Headers"));
        assertEquals(List.of("3600"), asked.header("Access-Control-Max-Age"));
        assertEquals(List.of(), asked.header("Access-Control-Allow-Credentials"));
        var answered = only(RawRequests.sized(DoorAttacks.BODY, "Origin: " + SITE));
        assertEquals("{\"data\":{\"__typename\":\"Query\"}}", answered.body());
        assertEquals(List.of(SITE), answered.header("Access-Control-Allow-Origin"));
        assertEquals(List.of("Origin, Accept-Encoding"), answered.header("Vary"));
    }

    @Test
    void otherSitesAreToldNothing() throws IOException {
        for (var origin : List.of("https://evil.example", "null", "https://app.example.evil.example")) {
            var answered = only(RawRequests.sized(DoorAttacks.BODY, "Origin: " + origin));
            assertEquals(200, answered.status());
            assertFalse(answered.head().contains("Access-Control-"), answered.head());
            assertEquals(List.of("Origin, Accept-Encoding"), answered.header("Vary"));
        }
    }

    @Test
    void everyAnswerSaysWhatBrowsersMayNotDoWithIt() throws IOException {
        for (var request : List.of(
                RawRequests.sized(DoorAttacks.BODY),
                RawRequests.sized("{"),
                RawRequests.get("/graphiql"),
                RawRequests.get("/nothing"))) {
            var answer = only(request);
            assertEquals(List.of("nosniff"), answer.header("X-Content-Type-Options"), answer.head());
            assertEquals(List.of("DENY"), answer.header("X-Frame-Options"), answer.head());
            assertEquals(List.of("no-referrer"), answer.header("Referrer-Policy"), answer.head());
            assertEquals(List.of("same-origin"), answer.header("Cross-Origin-Resource-Policy"), answer.head());
            assertEquals(
                    List.of("default-src 'none'; frame-ancestors 'none'"),
                    answer.header("Content-Security-Policy"),
                    answer.head());
            assertEquals(List.of(), answer.header("Strict-Transport-Security"), answer.head());
        }
    }

    private Response only(String request) throws IOException {
        try (var connection = RawConnection.open(gateway.uri(""))) {
            connection.send(request);
            var response = connection.response();
            assertTrue(response != null, "the server hung up");
            return response;
        }
    }

    private String answered(String name, String request) throws IOException {
        try (var connection = RawConnection.open(gateway.uri(""))) {
            connection.send(request);
            var responses = connection.responses(LAST);
            responses.forEach(response -> assertSafe(name, response));
            return responses.stream().map(ClosedDoorTests::told).collect(Collectors.joining(" | "));
        }
    }

    private static String told(Response response) {
        var messages = MESSAGE.matcher(response.body())
                .results()
                .map(found -> " " + found.group(1))
                .collect(Collectors.joining());
        return response.status() + (messages.isEmpty() && response.status() == 200 ? " " + response.body() : messages);
    }

    private static void assertSafe(String name, Response response) {
        var all = response.head() + response.body();
        assertFalse(LEAK.matcher(all).find(), () -> name + " leaks: " + all);
        assertEquals(List.of(), response.header("Server"), name);
        if (!response.body().isEmpty()) {
            assertEquals(List.of("nosniff"), response.header("X-Content-Type-Options"), () -> name + ": " + all);
        }
    }

    private static void compare(List<String> answers) throws IOException {
        var text = String.join("\n", answers) + "\n";
        if (Boolean.getBoolean("cases.write")) {
            Files.writeString(EXPECTED, text);
        }
        assertEquals(Files.readString(EXPECTED), text);
    }

    private String notes() {
        return TestServer.text(
                database.replace("identity_gateway@", "postgres@"),
                "select string_agg(n::text, ' ' order by id) from note n");
    }
}
