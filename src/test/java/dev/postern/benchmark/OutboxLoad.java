package dev.postern.benchmark;

import dev.postern.testing.Gateway;
import dev.postern.testing.HttpStream;
import dev.postern.testing.ReadingsProject;
import dev.postern.testing.TestServer;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.core.JacksonException;

/**
 * Readings that are written by several at a time, some of them in transactions that stay open for a while or are rolled back, and
 * clients who come again with their cursor whenever their stream ends, to whichever gateway is there.
 */
public final class OutboxLoad implements AutoCloseable {

    private static final String QUERY = "subscription ($after: String) { readingLogged(after: $after) { value } }";
    private static final String EVENT = "event: next\ndata: ";
    private static final int WRITERS = 4;
    private static final int END = -1;

    private final String url;
    private final List<URI> gateways;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Client> clients = new ArrayList<>();
    private final List<Future<?>> reading = new ArrayList<>();
    private final List<Future<?>> writing = new ArrayList<>();
    private final AtomicInteger value = new AtomicInteger();
    private final AtomicInteger openings = new AtomicInteger();
    private volatile boolean isWritten;
    private volatile boolean isOver;

    /** @param url of a database of readings, which the gateways serve */
    public OutboxLoad(String url, List<URI> gateways) {
        this.url = url;
        this.gateways = List.copyOf(gateways);
    }

    /** Begins to write and to read. */
    public void start(int subscribers) {
        TestServer.execute(url, "truncate postern_outbox");
        for (int i = 0; i < subscribers; i++) {
            var client = new Client(i);
            clients.add(client);
            reading.add(threads.submit(client));
        }
        for (int i = 0; i < WRITERS; i++) {
            writing.add(threads.submit(this::write));
        }
    }

    private void write() {
        while (!isWritten && !isOver) {
            try (var connection = TestServer.connect(url)) {
                connection.setAutoCommit(false);
                while (!isWritten && !isOver) {
                    transaction(connection);
                }
            } catch (SQLException away) {
                pause(50);
            }
        }
    }

    private void transaction(Connection connection) throws SQLException {
        var random = ThreadLocalRandom.current();
        try (var insert = connection.prepareStatement("insert into reading (sensor_id, value) values (1, ?)")) {
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                insert.setInt(1, value.incrementAndGet());
                insert.execute();
                pause(random.nextInt(10));
            }
        }
        if (random.nextInt(10) == 0) {
            connection.rollback();
        } else {
            connection.commit();
        }
        pause(random.nextInt(40));
    }

    private static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many events the one who has least has. */
    public int least() {
        return clients.stream().mapToInt(client -> client.values.size()).min().orElse(0);
    }

    /** How often streams were opened and were answered. */
    public int openings() {
        return openings.get();
    }

    /** Writes no more, and waits until everybody has read the last event. */
    public void finish() throws InterruptedException, ExecutionException {
        isWritten = true;
        for (var writer : writing) {
            writer.get();
        }
        TestServer.execute(url, "insert into reading (sensor_id, value) values (1, " + END + ")");
        for (var reader : reading) {
            reader.get();
        }
    }

    /** What was committed, in the order of the outbox. */
    public List<Integer> written() {
        return integers(TestServer.text(url, """
                select string_agg(r.value::text, ' ' order by o.xid, o.id)
                from postern_outbox o join reading r on r.id = (o.payload ->> 'id')::bigint"""));
    }

    private static List<Integer> integers(String text) {
        return Arrays.stream(text.split(" ", -1)).map(Integer::valueOf).toList();
    }

    /** What each client was told. */
    public List<List<Integer>> told() {
        return clients.stream().map(client -> List.copyOf(client.values)).toList();
    }

    @Override
    public void close() {
        isOver = true;
        threads.shutdownNow();
        threads.close();
    }

    private final class Client implements Runnable {

        private final List<Integer> values = new CopyOnWriteArrayList<>();
        private String cursor = "0-0";
        private int turn;

        private Client(int turn) {
            this.turn = turn;
        }

        @Override
        public void run() {
            while (!isOver && !isComplete()) {
                var gateway = gateways.get(turn++ % gateways.size());
                var request = ReadingsProject.request(gateway, "text/event-stream", QUERY, Map.of("after", cursor));
                try (var stream = new HttpStream(request, "\n\n")) {
                    openings.incrementAndGet();
                    take(stream);
                } catch (IllegalStateException away) {
                    pause(50);
                }
            }
        }

        private boolean isComplete() {
            return !values.isEmpty() && values.getLast() == END;
        }

        private void take(HttpStream stream) {
            for (var piece = stream.take(); !isOver && piece.startsWith(EVENT); piece = stream.take()) {
                if (!isTaken(piece.substring(EVENT.length())) || isComplete()) {
                    return;
                }
            }
        }

        /** False for an error, and for what a kill has cut off. */
        private boolean isTaken(String text) {
            try {
                var answer = Gateway.JSON.readTree(text);
                if (answer.has("errors")) {
                    return false;
                }
                cursor =
                        answer.path("extensions").path("postern").path("cursor").asString();
                values.add(
                        answer.path("data").path("readingLogged").path("value").asInt());
                return true;
            } catch (JacksonException cut) {
                return false;
            }
        }
    }
}
