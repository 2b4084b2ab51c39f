package dev.postern.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The queue for a pool's connections: who came first gets one first.
 *
 * <p>The pool itself lets a newcomer overtake those who wait, and then a few requests wait very long. Safe for use by several
 * threads.
 */
final class ConnectionTurns {

    private final HikariDataSource pool;
    private final int size;
    private final Duration wait;
    private final Turns turns;

    /** @param wait how long somebody waits for a turn at the most */
    ConnectionTurns(HikariDataSource pool, Duration wait) {
        this.pool = pool;
        this.size = pool.getMaximumPoolSize();
        this.wait = wait;
        this.turns = new Turns(size, wait);
    }

    TakenConnection take() throws SQLException {
        if (!turns.take()) {
            throw new SQLTransientConnectionException("none of " + size + " connections became free within "
                    + wait.toMillis() + " ms; " + turns.waiting() + " others wait");
        }
        return taken();
    }

    /** As many as are asked for, or none when not that many are idle. */
    List<TakenConnection> takeIdle(int count) throws SQLException {
        if (!turns.takeNow(count)) {
            return List.of();
        }
        var all = new ArrayList<TakenConnection>();
        try {
            while (all.size() < count) {
                all.add(new TakenConnection(pool.getConnection(), () -> turns.release(1)));
            }
            return all;
        } catch (SQLException failure) {
            turns.release(count - all.size());
            for (var taken : all) {
                taken.close();
            }
            throw failure;
        }
    }

    private TakenConnection taken() throws SQLException {
        Connection connection;
        try {
            connection = pool.getConnection();
        } catch (SQLException | RuntimeException failure) {
            turns.release(1);
            throw failure;
        }
        return new TakenConnection(connection, () -> turns.release(1));
    }
}
