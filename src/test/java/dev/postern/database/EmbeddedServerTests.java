package dev.postern.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServerTests {

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    @TempDir
    private Path folder;

    @Test
    void theDataStaysFromStartToStart() throws Exception {
        String program;
        try (var database = open(folder)) {
            program = program();
            assertTrue(database.description().matches("PostgreSQL 18\\.\\d+ embedded in \\.postern/"));
            write(database, "create table vessel (name text)");
            write(database, "insert into vessel values ('Anna')");
            var second = assertThrows(DatabaseException.class, () -> open(folder));
            assertEquals(
                    folder.resolve(".postern") + " is in use by process "
                            + ProcessHandle.current().pid()
                            + ". Stop it, set postern.database.url, or start in another folder.",
                    second.getMessage());
        }
        assertFalse(Files.exists(folder.resolve(".postern/data/postmaster.pid")));

        var orphan = orphan(program);
        try (var database = open(folder)) {
            assertFalse(orphan.isAlive(), "the server of the gateway that was killed");
            assertEquals("Anna", read(database, "select name from vessel"));
        } finally {
            orphan.destroyForcibly();
        }
        assertFalse(Files.exists(folder.resolve(".postern/data/postmaster.pid")));
    }

    /** A superuser's server runs without a superuser's rights, so another user's private folder is closed to it. */
    @Test
    void aFolderThatTheServerCannotEnterIsToldOf() throws IOException {
        assumeTrue(ROOT, "only root may give a folder away");
        var home = Files.createDirectory(
                folder.resolve("home"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var project = Files.createDirectory(home.resolve("project"));
        Files.setAttribute(home, "unix:uid", 12_345);

        var failure = assertThrows(DatabaseException.class, () -> open(project));

        assertEquals(
                "The embedded PostgreSQL cannot start in " + project.resolve(".postern")
                        + ": it runs without the rights of root, and " + home
                        + " is open to its owner only. Start as that folder's owner, or in another folder, or set"
                        + " postern.database.url.",
                failure.getMessage());
        assertFalse(Files.exists(project.resolve(".postern")));
    }

    /** What is left of a gateway that was killed: its server, and nobody who holds the lock. */
    private Process orphan(String program) throws IOException, InterruptedException {
        var words = new ArrayList<String>();
        if (ROOT) {
            words.addAll(List.of("unshare", "-U"));
        }
        words.addAll(List.of(program, "-D", folder.resolve(".postern/data").toString()));
        words.addAll(List.of("-p", String.valueOf(freePort()), "-c", "unix_socket_directories="));
        var process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("orphan.log").toFile())
                .start();
        while (process.isAlive() && !isReady()) {
            Thread.sleep(50);
        }
        return process;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean isReady() throws IOException {
        var file = folder.resolve(".postern/data/postmaster.pid");
        return Files.exists(file) && Files.readString(file).contains("ready");
    }

    private String program() throws IOException {
        var lines = Files.readAllLines(folder.resolve(".postern/data/postmaster.pid"));
        var process = ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
        return process.orElseThrow().info().command().orElseThrow();
    }

    private static Database open(Path project) {
        var properties = new DatabaseProperties(
                null,
                null,
                null,
                null,
                null,
                1,
                Duration.ofMinutes(2),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
        return Database.open(project, properties, new MigrationProperties(null, null, null, null), true);
    }

    private static void write(Database database, String sql) throws SQLException {
        try (var connection = database.borrow();
                var statement = connection.createStatement()) {
            statement.execute("begin read write");
            statement.execute(sql);
            statement.execute("commit");
        }
    }

    private static String read(Database database, String sql) throws SQLException {
        try (var connection = database.borrow();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return String.valueOf(result.getString(1));
        }
    }
}
