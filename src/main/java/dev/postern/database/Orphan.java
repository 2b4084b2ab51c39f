package dev.postern.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
     * The end of whatever server runs on this data; nothing when there is none.
     *
     * <p>SIGTERM waits for clients and there are none left, so it ends at once.
     */
    static void stop(Path data) throws IOException {
        var file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        var pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        var process = ProcessHandle.of(pid).filter(Orphan::isPostgres);
        if (process.isEmpty()) {
            return;
        }
        LOG.info("Stopping a PostgreSQL that an earlier gateway left behind (process {})", pid);
        process.get().destroy();
        awaitDeletion(file, pid);
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

    /** The number may be another process's by now. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.endsWith("postgres"))
                .orElse(false);
    }
}
