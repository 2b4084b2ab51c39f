package dev.postern.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** The PostgreSQL that a run of the tests shares: started by the first who asks, stopped with the JVM. */
public final class TestServer {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestServer() {}

    /** A fresh, empty database of its own for the caller, as {@code postgresql://…}. */
    public static String newDatabase() {
        return copyOf("template1");
    }

    /** A fresh copy of a database to which nobody is connected. */
    public static String copyOf(String template) {
        var name = "test_" + DATABASES.incrementAndGet();
        execute("create database " + name + " template " + template);
        return url(name);
    }

    /** Where a database of this server is. */
    public static String url(String database) {
        return "postgresql://postgres@localhost:" + Started.SERVER.getPort() + "/" + database;
    }

    /** A plain connection of the superuser. */
    public static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection("jdbc:" + url.replace("postgres@", "") + "?user=postgres");
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

    private static final class Started {

        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .setServerConfig("listen_addresses", "localhost")
                        .setServerConfig("unix_socket_directories", "")
                        .start();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
