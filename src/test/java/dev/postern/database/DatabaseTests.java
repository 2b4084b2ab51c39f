package dev.postern.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.Folders;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTests {

    private static final MigrationProperties SAME_USER = new MigrationProperties(null, null, null, null);

    @TempDir
    private Path folder;

    @Test
    void connectionsOnlyReadUntilSomebodyBeginsToWrite() throws SQLException {
        try (var database = open(TestServer.newDatabase(), SAME_USER, true);
                var connection = database.borrow();
                var statement = connection.createStatement()) {
            var refused = assertThrows(SQLException.class, () -> statement.execute("create table t (id int)"));
            assertEquals("25006", refused.getSQLState());
            statement.execute("begin read write");
            statement.execute("create table t (id int)");
            statement.execute("commit");
            assertEquals(0, database.migrationCount());
        }
    }

    @Test
    void migrationsRunOnce() {
        migration("V1__port.sql", "create table port (id int);");
        migration("V2__vessel.sql", "create table vessel (id int);");
        var url = TestServer.newDatabase();

        try (var database = open(url, SAME_USER, true)) {
            assertEquals(2, database.migrationCount());
        }
        migration("V3__voyage.sql", "create table voyage (id int);");
        try (var database = open(url, SAME_USER, true)) {
            assertEquals(3, database.migrationCount());
        }
    }

    @Test
    void migrationsOfUnchangedFilesAreSpared() throws SQLException {
        migration("V1__port.sql", "create table port (id int);");
        var url = TestServer.newDatabase();

        try (var database = open(url, SAME_USER, true)) {
            migration("V2__vessel.sql", "create table vessel (id int);");
            database.migrate(folder);
            assertEquals("2", value(url, "select count(*) from flyway_schema_history"));
            TestServer.execute(url, "drop table flyway_schema_history");
            database.migrate(folder);
        }
        assertEquals(null, value(url, "select to_regclass('flyway_schema_history')"));
    }

    @Test
    void theLastMigrationIsOneThatIsThere() {
        migration("V1__port.sql", "create table port (id int);");
        migration("V2.1__vessel.sql", "create table vessel (id int);");
        var url = DatabaseUrl.parse("url", TestServer.newDatabase());
        var failure = assertThrows(
                DatabaseException.class, () -> Migrations.run(folder, url, MigrationVersion.fromVersion("3")));
        assertEquals("No migration in migrations/ has the version 3, only 1, 2.1.", failure.getMessage());
        assertEquals(1, Migrations.run(folder, url, MigrationVersion.fromVersion("1")));
    }

    @Test
    void migrationsNeedNotRun() throws SQLException {
        migration("V1__port.sql", "create table port (id int);");
        var url = TestServer.newDatabase();

        try (var database = open(url, SAME_USER, false)) {
            assertEquals(0, database.migrationCount());
        }
        assertEquals(null, value(url, "select to_regclass('port')"));
    }

    @Test
    void aFailedMigrationIsToldOf() {
        migration("V1__port.sql", "create table port (id int);\ncreate tabel vessel (id int);\n");
        var url = TestServer.newDatabase();

        var failure = assertThrows(DatabaseException.class, () -> open(url, SAME_USER, true));

        var message = String.valueOf(failure.getMessage());
        assertTrue(message.startsWith("A migration in migrations/ failed: "), message);
        assertTrue(message.contains("V1__port.sql"), message);
        assertTrue(message.contains("ERROR: syntax error at or near \"tabel\""), message);
        assertTrue(message.contains("Line       : 2"), message);
        assertTrue(
                message.endsWith(
                        "Correct the file and start again. One that ran already must stay as it was: add another,"
                                + " or, with the embedded server, delete .postern/ to start afresh."),
                message);
    }

    @Test
    void aMigrationThatChangedAfterItRanIsToldOf() {
        migration("V1__port.sql", "create table port (id int);");
        var url = TestServer.newDatabase();
        open(url, SAME_USER, true).close();
        migration("V1__port.sql", "create table port (id bigint);");

        var failure = assertThrows(DatabaseException.class, () -> open(url, SAME_USER, true));

        assertTrue(
                String.valueOf(failure.getMessage()).contains("Migration checksum mismatch for migration version 1"),
                failure.getMessage());
    }

    @Test
    void anotherUserMayMigrate() throws SQLException {
        migration("V1__port.sql", "create table port (id int);");
        var url = TestServer.newDatabase();
        TestServer.execute(
                url, "create role schema_owner login password 'x'; grant create on schema public to schema_owner");

        open(url, new MigrationProperties(null, "schema_owner", "x", null), true)
                .close();

        assertEquals("schema_owner", value(url, "select tableowner from pg_tables where tablename = 'port'"));
    }

    @Test
    void aWrongPasswordFailsAtOnce() throws IOException, SQLException {
        var url = TestServer.newDatabase();
        onlyWithPassword(url, "locked_user");
        var place = url.substring(url.indexOf('@') + 1);

        var failure = assertTimeout(
                Duration.ofMinutes(1),
                () -> assertThrows(
                        DatabaseException.class,
                        () -> open(url.replace("postgres@", "locked_user:wrong@"), SAME_USER, false)));

        assertEquals(
                "The database at " + place
                        + " as locked_user refuses: FATAL: password authentication failed for user \"locked_user\"."
                        + " Check postern.database.url, its user and its password.",
                failure.getMessage());
    }

    @Test
    void thePasswordMayStandInAFile() throws IOException, SQLException {
        var url = TestServer.newDatabase();
        onlyWithPassword(url, "filed_user");
        Folders.write(folder, Map.of("password", "s3cret\n"));
        var properties = new DatabaseProperties(
                url,
                "filed_user",
                null,
                null,
                folder.resolve("password").toString(),
                1,
                Duration.ZERO,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));

        try (var database = Database.open(folder, properties, SAME_USER, false)) {
            assertTrue(database.description().endsWith(" as filed_user"), database.description());
        }
    }

    @Test
    void aPasswordStandsInOnePlace() {
        var both = assertThrows(
                DatabaseException.class, () -> Credentials.of("postern.database", "ann", null, "s3cret", "file"));
        assertEquals(
                "Both postern.database.password and postern.database.password-file are set. Keep one of the two.",
                both.getMessage());
        var missing = folder.resolve("none").toString();
        var none = assertThrows(
                DatabaseException.class, () -> Credentials.of("postern.migration", "ann", null, null, missing));
        assertEquals(
                "postern.migration.password-file is '" + missing
                        + "', and there is no file that can be read. Correct the path, or set"
                        + " postern.migration.password.",
                none.getMessage());
    }

    @Test
    void aDatabaseThatIsNotThereFailsAtOnce() {
        var url = TestServer.url("nowhere");
        var place = url.substring(url.indexOf('@') + 1);

        var failure = assertThrows(DatabaseException.class, () -> open(url, SAME_USER, false));

        assertEquals(
                "The database at " + place + " as postgres refuses: FATAL: database \"nowhere\" does not exist."
                        + " Check postern.database.url, its user and its password.",
                failure.getMessage());
    }

    @Test
    void aDatabaseThatComesUpLateIsWaitedFor() throws Exception {
        var url = TestServer.newDatabase();
        var port = freePort();
        try (var door = new LateDoor(port, portOf(url), Duration.ofMillis(700));
                var database = open(url.replace(":" + portOf(url), ":" + port), SAME_USER, false)) {
            assertTrue(database.description().contains("localhost:" + port), database.description());
            assertTrue(door.opened());
        }
    }

    @Test
    void aDatabaseThatStaysAwayIsToldOf() throws IOException {
        var port = freePort();
        var properties = new DatabaseProperties(
                "postgresql://ann:s3cret@localhost:" + port + "/fleet",
                null,
                null,
                null,
                null,
                1,
                Duration.ZERO,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));

        var failure = assertThrows(DatabaseException.class, () -> Database.open(folder, properties, SAME_USER, false));

        assertEquals(
                "The database at localhost:" + port
                        + "/fleet as ann did not answer within 0 s: Connection to localhost:"
                        + port + " refused. Check that the hostname and port are correct and that the postmaster is"
                        + " accepting TCP/IP connections. Start it, correct postern.database.url, or raise"
                        + " postern.database.start-wait.",
                failure.getMessage());
    }

    @Test
    void settingsHaveALeast() {
        assertEquals("postern.database.pool-size is 0; the least is 1.", refused(0, 0, 5000, 5000));
        assertEquals("postern.database.start-wait is -1 ms; the least is 0 ms.", refused(1, -1, 5000, 5000));
        assertEquals("postern.database.borrow-wait is 249 ms; the least is 250 ms.", refused(1, 0, 249, 5000));
        assertEquals("postern.database.connect-timeout is 999 ms; the least is 1000 ms.", refused(1, 0, 5000, 999));
    }

    private static @Nullable String refused(int poolSize, int start, int borrow, int connect) {
        return assertThrows(
                        DatabaseException.class,
                        () -> new DatabaseProperties(
                                null,
                                null,
                                null,
                                null,
                                null,
                                poolSize,
                                Duration.ofMillis(start),
                                Duration.ofMillis(borrow),
                                Duration.ofMillis(connect),
                                Duration.ofSeconds(10)))
                .getMessage();
    }

    private Database open(String url, MigrationProperties migration, boolean migrate) {
        return Database.open(folder, TestServer.properties(url, 2), migration, migrate);
    }

    private void migration(String name, String sql) {
        Folders.write(folder, Map.of("migrations/" + name, sql));
    }

    private static @Nullable String value(String url, String sql) throws SQLException {
        try (var connection = TestServer.connect(url);
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    /** The server trusts everybody but this user. */
    private static synchronized void onlyWithPassword(String url, String user) throws IOException, SQLException {
        TestServer.execute(url, "create role " + user + " login password 's3cret'");
        var file = Path.of(String.valueOf(value(url, "show hba_file")));
        Files.writeString(file, "host all " + user + " all scram-sha-256\n" + Files.readString(file));
        TestServer.execute(url, "select pg_reload_conf()");
        assertEquals(
                "scram-sha-256",
                value(url, "select auth_method from pg_hba_file_rules where '" + user + "' = any(user_name)"));
    }

    private static int portOf(String url) {
        return Integer.parseInt(url.replaceFirst(".*:(\\d+)/.*", "$1"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A way to a server that opens some time after it was made. */
    private static final class LateDoor implements AutoCloseable {

        private final java.util.concurrent.ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private volatile @Nullable ServerSocket door;

        LateDoor(int port, int server, Duration delay) {
            threads.execute(() -> {
                try {
                    Thread.sleep(delay);
                    var opened = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
                    door = opened;
                    while (true) {
                        let(opened.accept(), new Socket(InetAddress.getLoopbackAddress(), server));
                    }
                } catch (IOException | InterruptedException closed) {
                    // the test is over
                }
            });
        }

        boolean opened() {
            return door != null;
        }

        private void let(Socket client, Socket server) {
            threads.execute(() -> copy(client, server));
            threads.execute(() -> copy(server, client));
        }

        private static void copy(Socket from, Socket to) {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException closed) {
                // either side has gone
            }
        }

        @Override
        public void close() throws IOException {
            var opened = door;
            if (opened != null) {
                opened.close();
            }
            threads.shutdownNow();
        }
    }
}
