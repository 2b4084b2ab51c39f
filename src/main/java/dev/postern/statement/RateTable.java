package dev.postern.statement;

import dev.postern.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The table of what was asked for in a time, by whom; safe for use by several threads.
 *
 * <p>A row says when its allowance is whole again. Taking something moves that time on, and is refused where it would come to lie
 * further off than the period: the same rule as a bucket that fills evenly, in one column.
 */
public final class RateTable {

    /** One round trip. What was lost in a crash is what somebody may ask for once more, so nothing waits for the disk. */
    private static final String TAKE = """
            begin read write; set local synchronous_commit to off;
            /* rate limit */ with taken as (
              insert into %1$s as r (key, full_at) values (?, now() + make_interval(secs => ?))
              on conflict (key) do update
              set full_at = greatest(r.full_at, now()) + make_interval(secs => ?)
              where greatest(r.full_at, now()) + make_interval(secs => ?) <= now() + make_interval(secs => ?)
              returning 0)
            select coalesce(
              (select 0.0 from taken),
              (select extract(epoch from full_at - now()) + ? - ? from %1$s where key = ?),
              ?);
            commit""";

    private static final String FORGET = """
            begin read write;
            /* rate limit */ delete from %1$s where ctid = any (array(
              select ctid from %1$s where full_at <= now() limit ? for update skip locked));
            commit""";

    private final Database database;
    private final String name;

    /** @param name of the table, with its schema or without; it becomes part of the statements */
    public RateTable(Database database, String name) {
        this.database = database;
        this.name = name;
    }

    /** What is done with a statement of ours. */
    @FunctionalInterface
    private interface Work<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    /**
     * Takes something off an allowance, or nothing where too little is left.
     *
     * @param cost the part of the period in which it comes back
     * @return zero when it was taken; otherwise how long it takes until it can be
     * @throws StatementException when the table cannot be asked
     */
    public Duration take(String key, Duration cost, Duration period) {
        var takes = cost.toNanos() / 1e9;
        var whole = period.toNanos() / 1e9;
        return run(TAKE, statement -> {
            statement.setString(1, key);
            statement.setDouble(2, takes);
            statement.setDouble(3, takes);
            statement.setDouble(4, takes);
            statement.setDouble(5, whole);
            statement.setDouble(6, takes);
            statement.setDouble(7, whole);
            statement.setString(8, key);
            statement.setDouble(9, takes);
            return wait(statement);
        });
    }

    /** Of what is sent together only the query has rows. */
    private static Duration wait(PreparedStatement statement) throws SQLException {
        var hasRows = statement.execute();
        while (!hasRows && statement.getUpdateCount() >= 0) {
            hasRows = statement.getMoreResults();
        }
        try (var row = statement.getResultSet()) {
            row.next();
            var seconds = row.getDouble(1);
            return seconds == 0 ? Duration.ZERO : Duration.ofNanos(Math.max(1, (long) (seconds * 1e9)));
        }
    }

    /**
     * Deletes rows of allowances that are whole again.
     *
     * @throws StatementException when the table cannot be asked
     */
    public void forget(int most) {
        run(FORGET, statement -> {
            statement.setInt(1, most);
            return statement.execute();
        });
    }

    private <T> T run(String sql, Work<T> work) {
        try (var taken = database.take()) {
            return within(taken.connection(), sql.formatted(name), work);
        } catch (SQLException failure) {
            throw Refusals.of("the rate limits", failure);
        }
    }

    /** What failed has left its transaction open. */
    private static <T> T within(Connection connection, String sql, Work<T> work) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            return work.run(statement);
        } catch (SQLException failure) {
            try (var undo = connection.createStatement()) {
                undo.execute("rollback");
            } catch (SQLException gone) {
                failure.addSuppressed(gone);
            }
            throw failure;
        }
    }
}
