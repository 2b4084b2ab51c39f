package dev.postern.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.testing.Folders;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServerTests {

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    @TempDir
    private Path folder;

    @Test
    void theDataStaysFromStartToStart() throws Exception {
        Folders.write(folder, Map.of("migrations/V1__vessel.sql", "create table vessel (name text)"));
        String program;
        try (var database = open(folder)) {
            program = program();
            assertTrue(database.description().matches("PostgreSQL 18\\.\\d+ embedded in \\.postern/"));
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

    /** What it is refused is refused by Postgres itself, and what a team writes anyway needs no grant. */
    @Test
    void whoServesCanNeitherOwnNorAlter() throws Exception {
        Folders.write(folder, Map.of("migrations/V1__vessel.sql", """
                        create table vessel (id bigint generated always as identity, nr serial, name text);
                        create schema "The Office";
                        create table "The Office".desk (name text);
                        create role clerk; create role archive;
                        create table paper (name text); alter table paper owner to archive;
                        grant select on vessel to clerk;
                        """));
        try (var database = open(folder)) {
            assertEquals("postern", read(database, "select current_user"));
            write(database, "insert into vessel (name) values ('Anna')");
            write(database, "insert into \"The Office\".desk values ('oak'); delete from \"The Office\".desk");
            write(database, "set local role clerk; select name from vessel");
            for (var sql : List.of(
                    "create table x (a int)",
                    "create schema x",
                    "alter table vessel add x int",
                    "drop table vessel",
                    "truncate vessel",
                    "create index on vessel (name)",
                    "alter table vessel disable trigger all",
                    "create role x",
                    "alter role postern superuser",
                    "set role postgres",
                    "set role archive",
                    "select setval('vessel_nr_seq', 1)",
                    "create extension pg_trgm",
                    "copy vessel to program 'true'",
                    "select pg_read_file('postgresql.conf')",
                    "select * from flyway_schema_history")) {
                var refused = assertThrows(SQLException.class, () -> write(database, sql), sql);
                assertEquals("42501", refused.getSQLState(), sql);
            }
            Folders.write(folder, Map.of("migrations/V2__port.sql", "create table port (name text)"));
            database.migrate(folder);
            write(database, "insert into port values ('Bergen')");
        }
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
        return Database.open(
                project, TestServer.properties(null, 1), new MigrationProperties(null, null, null, null), true);
    }

    private static void write(Database database, String sql) throws SQLException {
        try (var connection = database.borrow();
                var statement = connection.createStatement()) {
            statement.execute("begin read write");
            try {
                statement.execute(sql);
            } finally {
                statement.execute("commit");
            }
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
