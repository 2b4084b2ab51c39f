package dev.postern.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that outlived its gateway, as after {@code kill -9}: it holds the data and must go first. */
final class Orphan {

    private static final Logger LOG = LoggerFactory.getLogger(Orphan.class);
    private static final long SECONDS = 20;

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
        try {
            process.get().onExit().get(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            throw new IOException("process " + pid + " does not end; stop it by hand", late);
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
