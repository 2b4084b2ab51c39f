package dev.postern;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.postern.testing.Gateway;
import dev.postern.testing.HttpConnection;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** Answers of 100,000 rows over a single connection to the database, and clients that read slowly or go away. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated("it hears the whole log")
class LargeAnswerTests {

    private static final Path PROJECT = Path.of("src/test/resources/growth");
    private static final int ROWS = 100_000;
    private static final int NAMELESS = 90_000;

    /** Sent while it is written. */
    private static final String SOUND = "{ rows(first: 100000) { id name amount at } }";

    /** Written to its end before any of it is sent, because an error comes. */
    private static final String FAULTY = "{ rows(first: 100000, nameless: 90000) { id name amount at } }";

    private final Gateway gateway = start();

    private static Gateway start() {
        return Gateway.start(
                PROJECT,
                TestServer.migrated(PROJECT),
                "--postern.database.pool-size=1",
                "--postern.database.borrow-wait=1s",
                "--postern.limits.rows=100000");
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    @Test
    void arrivesWhole() throws IOException {
        try (var client = client(gateway)) {
            assertArrayEquals(sound(), ask(client, SOUND));
        }
    }

    @Test
    void anErrorNearTheEndComesWithAllTheRest() throws IOException {
        try (var client = client(gateway)) {
            assertArrayEquals(faulty(), ask(client, FAULTY));
        }
    }

    @Test
    void whoDoesNotReadHoldsNoConnection() throws IOException {
        try (var slow = client(gateway);
                var slower = client(gateway);
                var other = client(gateway)) {
            send(slow, SOUND);
            slow.read(1);
            send(slower, FAULTY);
            slower.read(1);
            for (int i = 0; i < 10; i++) {
                assertAnswersOneRow(other);
            }
            assertArrayEquals(faulty(), slower.body());
            assertArrayEquals(sound(), slow.body());
        }
    }

    @Test
    void whoGoesAwayLeavesNothingBehind() throws IOException {
        var log = new ListAppender<ILoggingEvent>();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        // closing waits for what still runs
        try (var left = start()) {
            log.start();
            root.addAppender(log);
            for (int i = 0; i < 3; i++) {
                leave(left, SOUND);
                leave(left, FAULTY);
            }
            try (var other = client(left)) {
                assertAnswersOneRow(other);
            }
        } finally {
            root.detachAppender(log);
        }
        assertEquals(
                List.of(),
                log.list.stream().map(ILoggingEvent::getFormattedMessage).toList());
    }

    private static void leave(Gateway gateway, String document) throws IOException {
        try (var client = client(gateway)) {
            send(client, document);
            client.read(1000);
            client.abort();
        }
    }

    private static void assertAnswersOneRow(HttpConnection client) throws IOException {
        assertEquals(
                "{\"data\":{\"rows\":[{\"id\":\"1\"}]}}",
                new String(ask(client, "{ rows(first: 1) { id } }"), StandardCharsets.UTF_8));
    }

    private static HttpConnection client(Gateway gateway) throws IOException {
        return HttpConnection.open(gateway.uri("/graphql"));
    }

    private static byte[] ask(HttpConnection client, String document) throws IOException {
        send(client, document);
        return client.body();
    }

    private static void send(HttpConnection client, String document) throws IOException {
        client.send("/graphql", "{\"query\": \"" + document + "\"}");
    }

    private static byte[] sound() {
        return ("{\"data\":{\"rows\":[" + rows(0) + "]}}").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] faulty() {
        var error = "{\"message\":\"Nothing came for 'rows.89999.name', which is declared non-null.\","
                + "\"path\":[\"rows\",89999,\"name\"],\"extensions\":{\"code\":\"INTERNAL\",\"errorType\":\"INTERNAL\"}}";
        return ("{\"errors\":[" + error + "],\"data\":{\"rows\":[" + rows(NAMELESS) + "]}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String rows(int nameless) {
        return IntStream.rangeClosed(1, ROWS)
                .mapToObj(number -> number == nameless ? "null" : row(number))
                .collect(Collectors.joining(","));
    }

    private static String row(int number) {
        var at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number);
        return "{\"id\":\"%d\",\"name\":\"row \\\"%d\\\"\",\"amount\":%d.5,\"at\":\"%s\"}"
                .formatted(number, number, number, at);
    }
}
