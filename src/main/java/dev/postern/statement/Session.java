package dev.postern.statement;

import dev.postern.database.TakenConnection;
import dev.postern.statement.StatementException.ConstraintName;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection for as long as somebody needs it: statements, and one transaction at a time.
 *
 * <p>Outside of a transaction it can only read, in Postgres itself. Not safe for use by several threads. Closing it
 * rolls back what was not committed and gives the connection back.
 */
public final class Session implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private static final String COMMENT = """
            select coalesce(
              (select obj_description(c.oid, 'pg_constraint') from pg_catalog.pg_constraint c
               left join pg_catalog.pg_class t on t.oid = c.conrelid
               left join pg_catalog.pg_type d on d.oid = c.contypid
               where coalesce(t.relname, d.typname) = ?
                 and coalesce(t.relnamespace, d.typnamespace) = to_regnamespace(quote_ident(?)) and c.conname = ?
               order by t.oid
               limit 1),
              (select obj_description(i.oid, 'pg_class') from pg_catalog.pg_class i
               where i.relkind in ('i', 'I') and i.relnamespace = to_regnamespace(quote_ident(?)) and i.relname = ?))""";

    private final TakenConnection taken;
    private final Connection connection;
    private final StatementRunner runner;
    private final Isolation isolation;
    private final TransactionSettings settings;
    private final Cancellation cancellation;

    /** Held while a transaction ends, which no signal may meet, and while a signal is on its way. */
    private final ReentrantLock ending = new ReentrantLock();

    private boolean inTransaction;
    private boolean isClosed;

    /**
     * @param settings of each of its transactions, be it the one that a message is by itself
     * @param cancellation told of it from now until it is closed
     */
    Session(
            TakenConnection taken,
            StatementRunner runner,
            Isolation isolation,
            TransactionSettings settings,
            Cancellation cancellation) {
        this.settings = settings;
        this.taken = taken;
        this.connection = taken.connection();
        this.runner = runner;
        this.isolation = isolation;
        this.cancellation = cancellation;
        cancellation.add(this);
    }

    /**
     * The result of a statement.
     *
     * @param parameters by root name: arguments, {@code keys}, {@code claims}, {@code selection}
     * @throws StatementException when Postgres refuses it or is gone
     */
    public StatementResult run(SqlStatement statement, Map<String, @Nullable Object> parameters) {
        return run(new StatementCall(statement, parameters));
    }

    /**
     * The result of a statement, narrowed to the columns that are wanted.
     *
     * @throws StatementException when Postgres refuses it or is gone
     */
    public StatementResult run(StatementCall call) {
        cancellation.requireLive();
        return settings.areNone() || inTransaction ? runner.run(connection, call) : read(call);
    }

    /** A text that Postgres does not take within another one goes there whole, in a transaction that has not failed. */
    private StatementResult read(StatementCall call) {
        try {
            var group = runner.group(List.of(call));
            return group == null ? readStepwise(call) : read(call, group);
        } catch (StatementException refused) {
            var state = refused.refusal().sqlState();
            var isOfText = (state.startsWith("42") && !state.equals("42501")) || state.startsWith("0A");
            if (call.wanted().isAll() || !isOfText) {
                throw refused;
            }
        }
        var result = readStepwise(new StatementCall(call.statement(), call.parameters()));
        runner.keepWhole(call);
        return result;
    }

    private StatementResult read(StatementCall call, StatementGroup group) {
        try {
            return readTogether(group).getFirst();
        } catch (SQLException failure) {
            if (!DriverQuery.isStale(failure)) {
                throw group.refusal(failure);
            }
        }
        return readStepwise(call);
    }

    private StatementResult readStepwise(StatementCall call) {
        begin("begin read only");
        try {
            var result = runner.run(connection, call);
            commit();
            return result;
        } finally {
            if (inTransaction) {
                rollback();
            }
        }
    }

    /** What reads in one round trip, behind the session's settings if there are any: one message is one transaction. */
    private List<StatementResult> readTogether(StatementGroup group) throws SQLException {
        return runner.run(connection, inTransaction ? Frame.NONE : new Frame(null, settings), group);
    }

    /**
     * The types in which a statement takes its keys, by key; those of an array's elements.
     *
     * @throws StatementException when Postgres refuses the statement or is gone
     */
    Map<String, PostgresType> keyTypes(SqlStatement statement) {
        cancellation.requireLive();
        try {
            return runner.keyTypes().of(connection, statement);
        } catch (SQLException failure) {
            throw Refusals.of(statement, failure, List.of(), null);
        }
    }

    /**
     * The end of the statement that runs on another thread, if one does.
     *
     * <p>Postgres has the signal when this returns, so that it cannot meet whoever uses the connection next. While a
     * transaction ends it does nothing.
     */
    void cancel() {
        if (!ending.tryLock()) {
            return;
        }
        try {
            if (!isClosed) {
                connection.unwrap(PGConnection.class).cancelQuery();
            }
        } catch (SQLException gone) {
            LOG.debug("A statement could not be cancelled: {}", gone.getMessage());
        } finally {
            ending.unlock();
        }
    }

    /**
     * What becomes of several statements that only read, in their order: the failure of one is no other's.
     *
     * <p>They go to Postgres in one round trip where that can be. There a failure ends them all, so then each runs again for
     * itself.
     */
    public List<StatementOutcome> runAll(List<StatementCall> calls) {
        var together = calls.size() == 1 ? null : together(calls);
        if (together != null) {
            return together;
        }
        var outcomes = new ArrayList<StatementOutcome>();
        calls.forEach(call -> outcomes.add(outcome(call)));
        return outcomes;
    }

    private @Nullable List<StatementOutcome> together(List<StatementCall> calls) {
        try {
            cancellation.requireLive();
            var group = runner.group(calls);
            return group == null
                    ? null
                    : readTogether(group).stream()
                            .<StatementOutcome>map(StatementOutcome.Returned::new)
                            .toList();
        } catch (SQLException | RuntimeException oneOfThem) {
            return null;
        }
    }

    private StatementOutcome outcome(StatementCall call) {
        try {
            return new StatementOutcome.Returned(run(call));
        } catch (RuntimeException refused) {
            return new StatementOutcome.Refused(refused);
        }
    }

    /**
     * The result of a statement that may write, in a transaction of its own.
     *
     * <p>It is kept, unless it touched more rows than it may. Where Postgres need not wait for that to be known, it goes there
     * in one round trip, else in two.
     *
     * @param mostRows that it may touch, one or more
     * @throws StatementException when Postgres refuses it or is gone; a transaction may still be open
     */
    public StatementResult write(StatementCall call, int mostRows) {
        cancellation.requireLive();
        var group = runner.group(List.of(call));
        if (group == null) {
            return writeStepwise(call, mostRows);
        }
        var alone = mostRows == Integer.MAX_VALUE || runner.touchesOneRow(group);
        try {
            inTransaction = !alone;
            var before = alone ? isolation.alone() : isolation.begin();
            var result =
                    runner.run(connection, new Frame(before, settings), group).getFirst();
            return alone ? result : end(result, mostRows);
        } catch (SQLException failure) {
            if (!DriverQuery.isStale(failure)) {
                throw group.refusal(failure);
            }
        }
        if (inTransaction) {
            rollback();
        }
        return writeStepwise(call, mostRows);
    }

    private StatementResult writeStepwise(StatementCall call, int mostRows) {
        begin();
        return end(run(call), mostRows);
    }

    private StatementResult end(StatementResult result, int mostRows) {
        if (result.touched() > mostRows) {
            rollback();
        } else {
            commit();
        }
        return result;
    }

    /** The begin of a transaction that may write. */
    public void begin() {
        begin(isolation.begin());
    }

    private void begin(String command) {
        inTransaction = true;
        if (settings.areNone()) {
            command(command);
        } else {
            command(command + "\n;\n" + settings.sql(), List.of(settings.values()));
        }
    }

    /** The end of the transaction, kept; deferred constraints are checked here. */
    public void commit() {
        cancellation.requireLive();
        inTransaction = false;
        command("commit");
    }

    /** The check of what the end of the transaction would check. */
    public void checkDeferred() {
        command("set constraints all immediate");
    }

    /** The end of the transaction, undone. */
    public void rollback() {
        inTransaction = false;
        command("rollback");
    }

    /** What a command says that stands in front of a statement, whose transaction only reads and is rolled back. */
    String explain(String command, SentStatement sent) {
        begin("begin read only");
        try {
            var rows = DriverQuery.run(connection, command + sent.driverSql(), List.of(sent.values()))
                    .getFirst()
                    .rows();
            return new String(rows.getFirst().get(0), StandardCharsets.UTF_8);
        } catch (SQLException failure) {
            throw Refusals.of("the explanation of " + sent.statement().name(), failure);
        } finally {
            rollback();
        }
    }

    /** The connection, for statements of our own in its transaction. */
    Connection connection() {
        cancellation.requireLive();
        return connection;
    }

    /** What {@code comment on constraint} (or on a unique index) says, if anything. */
    public Optional<String> comment(ConstraintName constraint) {
        try (var statement = connection.prepareStatement(COMMENT)) {
            statement.setString(1, constraint.of());
            statement.setString(2, constraint.schema());
            statement.setString(3, constraint.name());
            statement.setString(4, constraint.schema());
            statement.setString(5, constraint.name());
            try (var result = statement.executeQuery()) {
                return result.next() ? Optional.ofNullable(result.getString(1)) : Optional.empty();
            }
        } catch (SQLException failure) {
            throw Refusals.of("the comment on constraint " + constraint.name(), failure);
        }
    }

    @Override
    public void close() {
        cancellation.remove(this);
        endSignals();
        try (taken) {
            if (inTransaction || isInTransaction()) {
                rollback();
            }
        } catch (SQLException failure) {
            throw Refusals.of("giving a connection back", failure);
        }
    }

    /** As the server says: nobody's settings may go on with the connection. */
    private boolean isInTransaction() throws SQLException {
        return connection.unwrap(PgConnection.class).getTransactionState() != TransactionState.IDLE;
    }

    private void endSignals() {
        ending.lock();
        try {
            isClosed = true;
        } finally {
            ending.unlock();
        }
    }

    private void command(String sql) {
        command(sql, List.of());
    }

    private void command(String sql, List<ParameterValues> values) {
        ending.lock();
        try {
            DriverQuery.run(connection, sql, values);
        } catch (SQLException failure) {
            throw Refusals.of(sql, failure);
        } finally {
            ending.unlock();
        }
    }
}
