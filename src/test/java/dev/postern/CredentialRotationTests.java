package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;

/** A password that is replaced in Postgres and in its file while clients ask, and none of them notices. */
class CredentialRotationTests {

    private static final int CLIENTS = 8;
    private static final String ROLE = "rotation_reader";
    private static final Path PROJECT = Path.of("src/test/resources/cases/contract");
    private static final String QUERY = "{ books(limit: 2) { id author { name } } }";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final String url = TestServer.newDatabase();
    private final AtomicLong answers = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    @Test
    void nobodyNotices() throws IOException {
        TestServer.roleWithPassword(ROLE, "first");
        swap("first");
        try (var gateway = Gateway.start(
                        PROJECT,
                        url.replace("postgres@", ROLE + "@"),
                        "--postern.migration.user=postgres",
                        "--postern.database.password-file=" + folder.resolve("secret/password"),
                        "--postern.database.credentials-check=100ms",
                        "--postern.database.pool-size=4");
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var stop = new AtomicBoolean();
            for (int i = 0; i < CLIENTS; i++) {
                clients.execute(() -> ask(gateway, stop));
            }
            try {
                rotate(gateway);
            } finally {
                stop.set(true);
            }
        }
        assertEquals(List.of(), List.copyOf(failures));
    }

    private void rotate(Gateway gateway) throws IOException {
        awaitAnswers();

        var before = now();
        alter("second");
        awaitAnswers();
        swap("second");
        awaitOnlyNewerThan(before);

        before = now();
        swap("third");
        awaitAnswers();
        alter("third");
        awaitOnlyNewerThan(before);

        before = now();
        alter("fourth");
        var file = Files.writeString(folder.resolve("elsewhere"), "fourth");
        gateway.settings()
                .addFirst(new MapPropertySource("vault", Map.of("postern.database.password-file", file.toString())));
        awaitOnlyNewerThan(before);
        awaitAnswers();
    }

    private void ask(Gateway gateway, AtomicBoolean stop) {
        while (!stop.get()) {
            var answer = gateway.ask(QUERY);
            if (answer.has("errors")) {
                failures.add(answer.toString());
            }
            answers.incrementAndGet();
        }
    }

    private static void alter(String password) {
        TestServer.execute("alter role " + ROLE + " password '" + password + "'");
    }

    /** As Kubernetes replaces a secret: a link to a folder is moved to another folder. */
    private void swap(String password) throws IOException {
        var version = Files.createDirectory(folder.resolve("version-" + password));
        Files.writeString(version.resolve("password"), password + "\n");
        var link = Files.createSymbolicLink(folder.resolve("next"), version);
        Files.move(link, folder.resolve("secret"), StandardCopyOption.ATOMIC_MOVE);
    }

    private void awaitAnswers() {
        var enough = answers.get() + 10 * CLIENTS;
        await(() -> answers.get() >= enough, "clients are answered");
    }

    private String now() {
        return TestServer.text(url, "select clock_timestamp()");
    }

    private void awaitOnlyNewerThan(String time) {
        await(
                () -> TestServer.text(
                                url,
                                "select count(*) filter (where backend_start > '" + time + "') > 0 and count(*) filter"
                                        + " (where backend_start <= '" + time
                                        + "') = 0 from pg_stat_activity where usename = '" + ROLE + "'")
                        .equals("t"),
                "older connections are gone");
    }

    private static void await(BooleanSupplier condition, String what) {
        var end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end), what);
            Thread.onSpinWait();
        }
    }
}
