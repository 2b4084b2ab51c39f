package dev.postern;

import static dev.postern.testing.ReadingsProject.add;
import static dev.postern.testing.ReadingsProject.await;
import static dev.postern.testing.ReadingsProject.events;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.testing.Gateway;
import dev.postern.testing.GraphQlSocket;
import dev.postern.testing.HttpStream;
import dev.postern.testing.ReadingsProject;
import dev.postern.testing.TestServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every event once, in order, whatever happens to connections, gateways and clients. */
class ResumeTests {

    private static final String LOGGED = "subscription ($after: String) { readingLogged(after: $after) { value } }";

    private final String url = TestServer.migrated(ReadingsProject.FOLDER);
    private Gateway gateway = start();

    private Gateway start() {
        return ReadingsProject.start(url, "--postern.streams.keep-alive=100ms", "--postern.subscriptions.queue=3");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    /** A client that remembers what came last, and what came. */
    private final class Client implements AutoCloseable {

        private final List<Integer> values = new ArrayList<>();
        private @Nullable String cursor;
        private HttpStream stream = open();

        private HttpStream open() {
            var before = gateway.subscriptions().size();
            var variables = new HashMap<String, @Nullable Object>();
            variables.put("after", cursor);
            var opened = events(gateway, LOGGED, variables);
            await("nobody subscribed", () -> gateway.subscriptions().size() > before);
            return opened;
        }

        void again() {
            stream.close();
            stream = open();
        }

        /** The next event, until {@code count} have come; a stream that ends is opened again. */
        void take(int count) {
            while (values.size() < count) {
                var piece = stream.take();
                if (piece.equals("the end")) {
                    again();
                    continue;
                }
                var answer = Gateway.JSON.readTree(piece.substring("event: next\ndata: ".length()));
                values.add(
                        answer.path("data").path("readingLogged").path("value").asInt());
                cursor =
                        answer.path("extensions").path("postern").path("cursor").asString();
            }
        }

        @Override
        public void close() {
            stream.close();
        }
    }

    private static List<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    private void addUpTo(int first, int last) {
        for (int value = first; value <= last; value++) {
            add(url, 1, value);
        }
    }

    @Test
    void whoComesAgainIsSentWhatItMissed() {
        try (var client = new Client()) {
            addUpTo(1, 3);
            client.take(3);
            client.stream.close();
            await("it is still there", () -> gateway.subscriptions().size() == 0);
            addUpTo(4, 60);
            client.again();
            client.take(60);
            addUpTo(61, 63);
            client.take(63);
            assertEquals(upTo(63), client.values);
        }
    }

    @Test
    void anOlderTransactionComesFirst() throws SQLException {
        try (var client = new Client();
                var older = TestServer.connect(url)) {
            older.setAutoCommit(false);
            try (var statement = older.createStatement()) {
                statement.execute("insert into reading (sensor_id, value) values (1, 1)");
            }
            add(url, 1, 2);
            older.commit();
            add(url, 1, 3);
            client.take(3);
            assertEquals(upTo(3), client.values);
        }
    }

    @Test
    void nothingIsLostWithConnectionsAndGateways() throws InterruptedException {
        try (var client = new Client()) {
            var writer = Thread.ofVirtual().start(() -> addUpTo(1, 120));
            for (int taken = 20; taken <= 100; taken += 20) {
                client.take(taken);
                if (taken == 60) {
                    restart();
                } else {
                    TestServer.text(
                            url,
                            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname ="
                                    + " current_database() and application_name like 'postern%'");
                }
            }
            writer.join();
            client.take(120);
            assertEquals(upTo(120), client.values);
        }
    }

    /** Whoever has a socket is told to come again. */
    private void restart() {
        try (var socket = GraphQlSocket.acknowledged(gateway, "")) {
            gateway.close();
            assertEquals("1012 Service restart", socket.closed());
        }
        gateway = start();
    }

    @Test
    void aCursorThatIsNoneIsRefused() {
        try (var stream = events(gateway, "subscription { readingLogged(after: \"x\") { value } }", new HashMap<>())) {
            assertEquals(
                    "event: next\ndata: {\"errors\":[{\"message\":\"Argument 'after' of Subscription.readingLogged: it is no"
                            + " cursor of an event.\",\"extensions\":{\"code\":\"BAD_USER_INPUT\",\"errorType\":\"BAD_REQUEST\"}}]}",
                    stream.take());
        }
    }
}
