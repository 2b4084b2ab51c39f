package dev.postern.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

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
    private final Semaphore turns;

    /** @param wait how long somebody waits for a turn at the most */
    ConnectionTurns(HikariDataSource pool, Duration wait) {
        this.pool = pool;
        this.size = pool.getMaximumPoolSize();
        this.wait = wait;
        this.turns = new Semaphore(size, true);
    }

    TakenConnection take() throws SQLException {
        if (!await()) {
            throw new SQLTransientConnectionException("none of " + size + " connections became free within "
                    + wait.toMillis() + " ms; " + turns.getQueueLength() + " others wait");
        }
        return taken();
    }

    /** As many as are asked for, or none when not that many are idle. */
    List<TakenConnection> takeIdle(int count) throws SQLException {
        if (!turns.tryAcquire(count)) {
            return List.of();
        }
        var all = new ArrayList<TakenConnection>();
        try {
            while (all.size() < count) {
                all.add(new TakenConnection(pool.getConnection(), turns::release));
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
            turns.release();
            throw failure;
        }
        return new TakenConnection(connection, turns::release);
    }

    private boolean await() {
        try {
            return turns.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
