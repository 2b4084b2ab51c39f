package dev.postern.testing;

import dev.postern.database.Database;
import dev.postern.database.DatabaseProperties;
import dev.postern.database.MigrationProperties;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL that a run of the tests shares: started by the first who asks, stopped with the JVM. */
public final class TestServer {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final Map<Path, String> MIGRATED = new ConcurrentHashMap<>();

    private TestServer() {}

    /** A fresh, empty database of its own for the caller, as {@code postgresql://…}. */
    public static String newDatabase() {
        return copyOf("template1");
    }

    /** A fresh copy of a database to which nobody is connected; files are copied in an eighth of the time that pages take. */
    public static String copyOf(String template) {
        var name = "test_" + DATABASES.incrementAndGet();
        execute("create database " + name + " template " + template + " strategy file_copy");
        return url(name);
    }

    /** A fresh copy of what a project's {@code migrations/} make, which run once for all who ask. */
    public static String migrated(Path project) {
        return copyOf(MIGRATED.computeIfAbsent(project, TestServer::migrate));
    }

    private static String migrate(Path project) {
        var url = newDatabase();
        open(project, url, 1, true).close();
        return url.substring(url.lastIndexOf('/') + 1);
    }

    /** A database as the gateway opens it, for the caller to close. */
    public static Database open(Path project, String url, int poolSize, boolean migrate) {
        return Database.open(
                project, properties(url, poolSize), new MigrationProperties(null, null, null, null), migrate);
    }

    /**
     * Settings for a machine that has other things to do.
     *
     * @param url null for the embedded server
     */
    public static DatabaseProperties properties(@Nullable String url, int poolSize) {
        return new DatabaseProperties(
                url,
                null,
                null,
                null,
                null,
                poolSize,
                Duration.ofMinutes(2),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofSeconds(10));
    }

    /** Where a database of this server is. */
    public static String url(String database) {
        return "postgresql://postgres@localhost:" + Started.SERVER.getPort() + "/" + database;
    }

    /** A plain connection of the superuser. */
    public static Connection connect(String url) throws SQLException {
        return connect(url, "postgres");
    }

    /** A plain connection of this role. */
    public static Connection connect(String url, String role) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:" + url.replace("postgres@", "") + "?user=" + role + "&sslmode=disable&gssEncMode=disable");
    }

    /** A role that reads everything and, unlike any other here, has to say this password when it connects. */
    public static synchronized void roleWithPassword(String role, String password) {
        execute("create role " + role + " login password '" + password + "'; grant pg_read_all_data to " + role);
        var rules = Path.of(text(url("postgres"), "show hba_file"));
        try {
            Files.writeString(rules, "host all " + role + " all scram-sha-256\n" + Files.readString(rules));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        execute("select pg_reload_conf()");
        var end = Instant.now().plus(Duration.ofSeconds(60));
        while (admitsWithoutPassword(role)) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("the server has not read its rules again");
            }
            Thread.onSpinWait();
        }
    }

    private static boolean admitsWithoutPassword(String role) {
        try (var connection = connect(url("postgres"), role)) {
            return connection.isValid(1);
        } catch (SQLException refused) {
            return false;
        }
    }

    /** One statement or several, in the database of the superuser. */
    public static void execute(String sql) {
        execute(url("postgres"), sql);
    }

    /** One statement or several, in a database. */
    public static void execute(String url, String sql) {
        try (var connection = connect(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The first column of the first row of a query, as text. */
    public static String text(String url, String sql) {
        try (var connection = connect(url);
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return String.valueOf(result.getString(1));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static final class Started {

        private static final long MOST_BYTES = 6L << 30;
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                var data = Files.createTempDirectory(folder(), "postern-tests").resolve("data");
                var server = EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .setRegisterShutdownHook(false)
                        .setServerConfig("max_connections", "300")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("wal_level", "minimal")
                        .setServerConfig("max_wal_senders", "0")
                        .setServerConfig("max_wal_size", "1GB")
                        .setServerConfig("autovacuum", "off")
                        .setServerConfig("listen_addresses", "localhost")
                        .setServerConfig("unix_socket_directories", "")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, data)));
                return server;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        /** Memory where the machine has enough of it for the gigabytes that are written, and read once or never. */
        private static Path folder() throws IOException {
            var memory = Path.of("/dev/shm");
            return Files.isWritable(memory) && Files.getFileStore(memory).getUsableSpace() > MOST_BYTES
                    ? memory
                    : Path.of(System.getProperty("java.io.tmpdir"));
        }

        /** All databases together have tens of thousands of files, for which Java takes longer. */
        private static void stop(EmbeddedPostgres server, Path data) {
            try {
                server.close();
                var folder = data.getParent().toString();
                new ProcessBuilder("rm", "-rf", folder).inheritIO().start().waitFor();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
