package dev.postern.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** A PostgreSQL that nobody else uses, so that it can be restarted and killed; what was committed is there afterwards. */
public final class RestartableServer implements AutoCloseable {

    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

    /** @param folder for its data, which the caller deletes */
    public RestartableServer(Path folder) throws IOException {
        this.data = folder.resolve("postgres");
        this.port = freePort();
        this.server = open();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private EmbeddedPostgres open() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .setServerConfig("listen_addresses", "localhost")
                .setServerConfig("unix_socket_directories", "")
                .start();
    }

    /** Its only database, which begins empty. */
    public String url() {
        return "postgresql://postgres@localhost:" + port + "/postgres";
    }

    /** As an operator does it: sessions are told, and end. */
    public void restart() throws IOException {
        server.close();
        server = open();
    }

    /** As a crash does it: nobody is told, and what was written is recovered. */
    public void crash() throws IOException {
        var pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
        var postmaster = ProcessHandle.of(pid).orElseThrow();
        var processes = postmaster.children().toList();
        postmaster.destroyForcibly();
        postmaster.onExit().join();
        // each notices by itself that it is alone, and until then there is no other start
        processes.forEach(process -> process.onExit().join());
        restart();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
