package dev.postern.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A connection of the pool for as long as somebody holds it.
 *
 * <p>It is in autocommit and can only read, in Postgres itself, until somebody begins {@code read write}; whoever does ends
 * that transaction before giving it back. Closed once, by its holder, it goes to who has waited longest.
 */
public final class TakenConnection implements AutoCloseable {

    private final Connection connection;
    private final Runnable release;

    TakenConnection(Connection connection, Runnable release) {
        this.connection = connection;
        this.release = release;
    }

    public Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        try {
            connection.close();
        } finally {
            release.run();
        }
    }
}
