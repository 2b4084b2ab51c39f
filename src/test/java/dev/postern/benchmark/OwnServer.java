package dev.postern.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A PostgreSQL that nobody else uses, so that it can be stopped, killed and started again with what it holds. */
final class OwnServer implements AutoCloseable {

    private final Path folder;
    private final int port;
    private EmbeddedPostgres server;

    OwnServer() throws IOException {
        this.folder = Files.createTempDirectory("postern-benchmark");
        this.port = GatewayProcess.freePort();
        this.server = open();
    }

    private EmbeddedPostgres open() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    String url() {
        return "postgresql://postgres@localhost:" + port + "/postgres";
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres&sslmode=disable&gssEncMode=disable");
    }

    /** One value as a text. */
    String text(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** As an operator does it. */
    void restart() throws IOException {
        server.close();
        server = open();
    }

    /** As a crash does it: the postmaster is gone at once, and what it wrote is recovered. */
    void killAndStart() throws IOException, InterruptedException {
        var pid = Long.parseLong(
                Files.readAllLines(folder.resolve("postmaster.pid")).getFirst());
        var postmaster = ProcessHandle.of(pid).orElseThrow();
        postmaster.destroyForcibly();
        while (postmaster.isAlive()) {
            Thread.sleep(10);
        }
        Thread.sleep(1000);
        server = open();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
