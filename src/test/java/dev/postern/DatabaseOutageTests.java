package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.Gateway;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A server that dies under load and comes back, and what clients and connections make of it. */
@Isolated("no client may wait before the server is gone")
class DatabaseOutageTests {

    private static final int CLIENTS = 16;
    private static final int POOL = 5;
    private static final Path PROJECT = Path.of("src/test/resources/cases/contract");
    private static final String QUERY = "{ books(limit: 2) { id author { name } copies { shelfMark } } }";

    @TempDir
    Path folder;

    /** Far more than any of it takes. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** What came, and when it was asked for. */
    private record Seen(Instant start, Instant end, String what) {

        Duration took() {
            return Duration.between(start, end);
        }
    }

    @Test
    void clientsAreToldAndServedAgain() throws Exception {
        var port = freePort();
        var seen = new ConcurrentLinkedQueue<Seen>();
        var server = start(port);
        try (var gateway = Gateway.start(
                PROJECT,
                "postgresql://postgres@localhost:" + port + "/postgres",
                "--postern.database.pool-size=" + POOL,
                "--postern.database.borrow-wait=3s")) {
            var stop = new AtomicBoolean();
            Instant killed;
            try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < CLIENTS; i++) {
                    clients.execute(() -> ask(gateway, stop, seen));
                }
                try {
                    await(() -> seen.size() >= 20 * CLIENTS, seen);
                    killed = Instant.now();
                    kill();
                    server.close();
                    await(() -> what(seen, killed).getOrDefault("UNAVAILABLE", 0) >= CLIENTS, seen);
                    server = start(port);
                    await(() -> isServed(seen), seen);
                } finally {
                    stop.set(true);
                }
            }
            assertEquals(
                    List.of(),
                    seen.stream()
                            .filter(one ->
                                    one.end().isBefore(killed) && !one.what().equals("data"))
                            .toList());
            assertEquals(Set.of("data", "UNAVAILABLE"), what(seen, Instant.MIN).keySet());
            assertTrue(seen.stream().allMatch(one -> one.took().compareTo(PATIENCE) < 0), seen::toString);
            assertTrue(connections(port) <= POOL, "connections leaked");
        } finally {
            server.close();
        }
    }

    private static void ask(Gateway gateway, AtomicBoolean stop, ConcurrentLinkedQueue<Seen> seen) {
        while (!stop.get()) {
            var start = Instant.now();
            var answer = gateway.ask(QUERY);
            var what = answer.has("errors")
                    ? answer.get("errors").get(0).get("extensions").get("code").asString()
                    : "data";
            seen.add(new Seen(start, Instant.now(), what));
        }
    }

    /** Whether the latest answers, ten for each client, all have data. */
    private static boolean isServed(Collection<Seen> seen) {
        return seen.stream()
                .skip(Math.max(0, seen.size() - 10 * CLIENTS))
                .allMatch(one -> one.what().equals("data"));
    }

    private static void await(BooleanSupplier happened, Collection<Seen> seen) throws InterruptedException {
        var until = Instant.now().plus(PATIENCE);
        while (!happened.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(until), seen::toString);
            Thread.sleep(20);
        }
    }

    private static Map<String, Integer> what(Iterable<Seen> all, Instant from) {
        var counts = new TreeMap<String, Integer>();
        for (var seen : all) {
            if (!seen.start().isBefore(from)) {
                counts.merge(seen.what(), 1, Integer::sum);
            }
        }
        return counts;
    }

    private EmbeddedPostgres start(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .setServerConfig("listen_addresses", "localhost")
                .setServerConfig("unix_socket_directories", "")
                .start();
    }

    /** As if the machine had lost its power: the postmaster first, so that it cannot say good-bye to anybody. */
    private void kill() throws IOException {
        var pid = Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid"))
                .getFirst()
                .strip());
        var postmaster = ProcessHandle.of(pid).orElseThrow();
        var family = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
        Files.delete(folder.resolve("data/postmaster.pid"));
    }

    private static int connections(int port) throws SQLException {
        try (var connection =
                        DriverManager.getConnection("jdbc:postgresql://localhost:" + port + "/postgres?user=postgres");
                var statement = connection.createStatement();
                var result = statement.executeQuery(
                        "select count(*) from pg_stat_activity where application_name = 'postern'")) {
            result.next();
            return result.getInt(1);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
