package dev.postern.statement;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;

/** The run of statements on one connection: text, parameters, rows. */
final class StatementRunner {

    private final ShapeCache cache;
    private final StatementShapes shapes;
    private final ResultReader reader;
    private final KeyTypes keyTypes;
    private final StatementTimes times;
    private final List<StatementListener> listeners;
    private final @Nullable Tracing tracing;

    /** @param narrow whether columns that nobody wants are left out */
    StatementRunner(TypeCatalogue types, boolean narrow, StatementTimes times, List<StatementListener> listeners) {
        this.cache = new ShapeCache();
        this.shapes = new StatementShapes(types, cache, narrow);
        this.reader = new ResultReader(types, cache);
        this.keyTypes = new KeyTypes(types);
        this.times = times;
        this.listeners = List.copyOf(listeners);
        this.tracing = null;
    }

    private StatementRunner(StatementRunner whole, Tracing tracing) {
        this.cache = whole.cache;
        this.shapes = whole.shapes;
        this.reader = whole.reader;
        this.keyTypes = whole.keyTypes;
        this.times = whole.times;
        this.listeners = whole.listeners;
        this.tracing = tracing;
    }

    /**
     * Who is told of each run, and what the runs' transactions set.
     *
     * <p>Without one nothing is collected.
     */
    private record Tracing(RunTrace trace, TransactionSettings settings) {}

    /** The same for one request that is told of each run. */
    StatementRunner traced(RunTrace trace, TransactionSettings settings) {
        return new StatementRunner(this, new Tracing(trace, settings));
    }

    /** @throws StatementException when Postgres refuses it or is gone */
    StatementResult run(Connection connection, StatementCall call) {
        var whole = call.statement().bind(call.parameters());
        @Nullable StatementShape shape = null;
        try {
            shape = shapes.of(connection, whole, call.wanted());
            var sent = shapes.narrowed(whole, shape, call.wanted());
            return sent.sql().equals(whole.sql())
                    ? run(connection, call, whole, shape)
                    : runNarrowed(connection, call, whole, shape, sent);
        } catch (SQLException failure) {
            var types = shape == null ? null : shape.parameters();
            var refused = Refusals.of(call.statement(), failure, whole.mappings(), types);
            if (!refused.isOfData()) {
                shapes.forget(whole);
            }
            throw refused;
        }
    }

    private StatementResult run(Connection connection, StatementCall call, BoundStatement sent, StatementShape shape)
            throws SQLException {
        var start = System.nanoTime();
        var values = ParameterTexts.of(sent, shape.parameters());
        var results = DriverQuery.run(connection, sent.sql(), List.of(values));
        var result = reader.read(connection, results.getFirst(), sent.sql());
        var took = System.nanoTime() - start;
        ran(sent, result, took);
        if (tracing != null) {
            trace(
                    tracing,
                    connection,
                    new StatementGroup(List.of(call), List.of(sent), List.of(values)),
                    List.of(result),
                    start,
                    took);
        }
        return result;
    }

    /** A column may be gone since it was seen, and not everything that is a statement can be part of one. */
    private StatementResult runNarrowed(
            Connection connection, StatementCall call, BoundStatement whole, StatementShape shape, BoundStatement sent)
            throws SQLException {
        try {
            return run(connection, call, sent, shape);
        } catch (SQLException refusal) {
            if (!isOfText(refusal) || isInFailedTransaction(connection)) {
                throw refusal;
            }
        }
        var result = run(connection, call, whole, shape);
        shapes.keepWhole(whole, shape);
        return result;
    }

    private static boolean isOfText(SQLException refusal) {
        var state = String.valueOf(refusal.getSQLState());
        return state.startsWith("42") || state.startsWith("0A");
    }

    private static boolean isInFailedTransaction(Connection connection) throws SQLException {
        return connection.unwrap(PgConnection.class).getTransactionState() == TransactionState.FAILED;
    }

    /** The types in which statements take their keys. */
    KeyTypes keyTypes() {
        return keyTypes;
    }

    /**
     * Several statements for one round trip, or null when they cannot go together.
     *
     * @see StatementGroup#of
     */
    @Nullable
    StatementGroup group(List<StatementCall> calls) {
        return StatementGroup.of(calls, shapes);
    }

    /**
     * The results of a group, in one round trip.
     *
     * <p>Postgres runs its statements one after the other, and none behind one that fails.
     *
     * @throws SQLException the failure of one of them, or of what is around them
     */
    List<StatementResult> run(Connection connection, Frame frame, StatementGroup group) throws SQLException {
        var start = System.nanoTime();
        var parts = DriverQuery.run(connection, cache.together(frame.around(group.sqls())), frame.around(group));
        var first = frame.first(parts.size(), group);
        var results = new ArrayList<StatementResult>();
        for (int i = 0; i < group.statements().size(); i++) {
            results.add(reader.read(
                    connection, parts.get(first + i), group.statements().get(i).sql()));
        }
        var took = System.nanoTime() - start;
        for (int i = 0; i < results.size(); i++) {
            ran(group.statements().get(i), results.get(i), took / results.size());
        }
        if (tracing != null) {
            trace(tracing, connection, group, results, start, took);
        }
        return results;
    }

    /** Sends a statement whole from now on: Postgres takes it so, and not within another one. */
    void keepWhole(StatementCall call) {
        var whole = call.statement().bind(call.parameters());
        var shape = shapes.known(whole, call.wanted());
        if (shape != null) {
            shapes.keepWhole(whole, shape);
        }
    }

    /** Whether a group's only statement can touch no more than one row. */
    boolean touchesOneRow(StatementGroup group) {
        return cache.insertsOneRow(group.statements().getFirst().sql());
    }

    private static void trace(
            Tracing tracing,
            Connection connection,
            StatementGroup group,
            List<StatementResult> results,
            long start,
            long took)
            throws SQLException {
        for (int i = 0; i < results.size(); i++) {
            var sent = SentStatement.of(
                    connection, group.statements().get(i), group.values().get(i), tracing.settings());
            var result = results.get(i);
            var bytes = result.rows() == null ? 0 : result.rows().bytes();
            tracing.trace()
                    .ran(new TracedRun(
                            group.calls().get(i), sent, results.size(), result.touched(), bytes, start, took));
        }
    }

    private void ran(BoundStatement bound, StatementResult result, long nanos) {
        times.add(bound.statement(), nanos);
        if (listeners.isEmpty()) {
            return;
        }
        var run = new StatementRun(
                bound.statement(), bound.sql(), bound.values().size(), result.touched(), Duration.ofNanos(nanos));
        listeners.forEach(listener -> listener.ran(run));
    }
}
