package dev.postern.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that outlived its gateway, as after {@code kill -9}: it holds the data and must go first. */
final class Orphan {

    private static final Logger LOG = LoggerFactory.getLogger(Orphan.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Orphan() {}

    /**
     * The end of the server that runs on this data; nothing when there is none.
     *
     * <p>The caller holds the data's lock. A number that is another process's by now, even another PostgreSQL's, is
     * left alone; only the file that names it goes, because PostgreSQL would take it for its own.
     *
     * @throws IOException when a server does not end, or nobody can tell whose process it is
     */
    static void stop(Path data) throws IOException {
        var file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        var process = Files.readAllLines(file).stream()
                .findFirst()
                .map(String::strip)
                .filter(line -> line.matches("\\d{1,18}"))
                .flatMap(line -> ProcessHandle.of(Long.parseLong(line)));
        if (process.isEmpty() || !runsOn(data, process.get())) {
            Files.delete(file);
            return;
        }
        LOG.info(
                "Stopping a PostgreSQL that an earlier gateway left behind (process {})",
                process.get().pid());
        interrupt(process.get());
        awaitDeletion(file, process.get().pid());
    }

    /** The server has its data folder among its arguments. */
    private static boolean runsOn(Path data, ProcessHandle process) throws IOException {
        var arguments = process.info().arguments();
        if (arguments.isEmpty() && process.isAlive()) {
            throw new IOException("process " + process.pid() + " may be a server on this data: stop it by hand");
        }
        return arguments.stream().flatMap(Arrays::stream).anyMatch(data.toString()::equals);
    }

    /** SIGINT ends a server whose clients are still busy, where Java's SIGTERM would wait for them. */
    private static void interrupt(ProcessHandle process) throws IOException {
        if (System.getProperty("os.name").startsWith("Windows")) {
            process.destroy();
            return;
        }
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start();
    }

    /** A server deletes the file last; its process may stay listed where nobody reaps it, as in some containers. */
    private static void awaitDeletion(Path file, long pid) throws IOException {
        var until = Instant.now().plus(PATIENCE);
        while (Files.exists(file)) {
            if (Instant.now().isAfter(until)) {
                throw new IOException("process " + pid + " does not end; stop it by hand");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
