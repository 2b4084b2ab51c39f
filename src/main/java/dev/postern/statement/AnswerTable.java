package dev.postern.statement;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Optional;

/**
 * The table of answers by the keys that clients gave to their mutations.
 *
 * <p>A key is claimed and its answer is kept in the mutation's own transaction, so that either all of it is there or nothing.
 * Neither reads the table: under {@code serializable} a read would contradict every other mutation with a key. Safe for use by
 * several threads.
 */
public final class AnswerTable {

    private static final String CLAIM = """
            /* Idempotency-Key */ insert into %s as k (key, request, answer, expires_at)
            values (?, ?, '', now() + make_interval(secs => ?))
            on conflict (key) do update
            set request = excluded.request, answer = excluded.answer, expires_at = excluded.expires_at
            where k.expires_at <= now()
            returning k.ctid::text""";

    private static final String KEEP = "/* Idempotency-Key */ update %s set answer = ? where ctid = ?";

    private static final String FIND =
            "/* Idempotency-Key */ select request, answer from %s where key = ? and expires_at > now()";

    private static final String FORGET = """
            /* Idempotency-Key */ delete from %1$s where ctid = any (array(
              select ctid from %1$s where expires_at <= now() order by expires_at limit ? for update skip locked))""";

    private static final String NOT_PERMITTED = "42501";

    private final String name;
    private final double seconds;

    /**
     * @param name of the table, with its schema or without; it becomes part of statements
     * @param time for which an answer is kept
     */
    public AnswerTable(String name, Duration time) {
        this.name = name;
        this.seconds = time.toMillis() / 1e3;
    }

    /**
     * An answer that was kept.
     *
     * @param request the fingerprint of what it answers
     */
    public record KeptAnswer(String request, ByteBuffer body) {}

    /** What a statement of ours does with its parameters. */
    @FunctionalInterface
    private interface Work<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    /**
     * Claims a key for the session's transaction; waits for another transaction that has it and has not ended.
     *
     * @param request the fingerprint of what is to be answered
     * @return where its answer will be kept, empty when there is an answer already
     * @throws StatementException with SQLSTATE 40001 where isolation forbids to see what was kept meanwhile
     */
    public Optional<String> claim(Session session, String key, String request) {
        return run(session.connection(), CLAIM, statement -> {
            statement.setString(1, key);
            statement.setString(2, request);
            statement.setDouble(3, seconds);
            try (var place = statement.executeQuery()) {
                return place.next() ? Optional.of(place.getString(1)) : Optional.empty();
            }
        });
    }

    /**
     * Keeps the answer for a key that the session's transaction has claimed.
     *
     * @param place what the claim returned
     */
    public void keep(Session session, String place, byte[] body) {
        var kept = run(session.connection(), KEEP, statement -> {
            statement.setBytes(1, body);
            statement.setObject(2, place, Types.OTHER);
            return statement.executeUpdate();
        });
        if (kept != 1) {
            throw new AnswerTableException(name, "what this transaction has put there is gone", null);
        }
    }

    /** The answer for a key, where one is kept and its time is not over. */
    public Optional<KeptAnswer> find(Session session, String key) {
        return run(session.connection(), FIND, statement -> {
            statement.setString(1, key);
            try (var row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new KeptAnswer(row.getString(1), ByteBuffer.wrap(row.getBytes(2))))
                        : Optional.empty();
            }
        });
    }

    /**
     * Deletes answers whose time is over, oldest first, in the session's transaction.
     *
     * @return how many
     */
    public int forget(Session session, int most) {
        return run(session.connection(), FORGET, statement -> {
            statement.setInt(1, most);
            return statement.executeUpdate();
        });
    }

    private <T> T run(Connection connection, String sql, Work<T> work) {
        try (var statement = connection.prepareStatement(sql.formatted(name))) {
            return work.run(statement);
        } catch (SQLException failure) {
            throw refusal(failure);
        }
    }

    /** What a caller's role may not is no fault of the table. */
    private RuntimeException refusal(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        return state.startsWith("42") && !state.equals(NOT_PERMITTED)
                ? new AnswerTableException(name, String.valueOf(failure.getMessage()), failure)
                : Refusals.of("the answers in " + name, failure);
    }
}
