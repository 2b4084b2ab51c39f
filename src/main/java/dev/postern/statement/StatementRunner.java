package dev.postern.statement;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The run of statements on one connection: text, parameters, rows. */
final class StatementRunner {

    private final ShapeCache shapes;
    private final ParameterTexts texts;
    private final ResultReader reader;
    private final StatementTimes times;
    private final List<StatementListener> listeners;

    StatementRunner(TypeCatalogue types, ShapeCache shapes, StatementTimes times, List<StatementListener> listeners) {
        this.shapes = shapes;
        this.texts = new ParameterTexts(types, shapes);
        this.reader = new ResultReader(types, shapes);
        this.times = times;
        this.listeners = List.copyOf(listeners);
    }

    /** @throws StatementException when Postgres refuses it or is gone */
    StatementResult run(Connection connection, SqlStatement statement, Map<String, @Nullable Object> parameters) {
        var bound = statement.bind(parameters);
        var start = System.nanoTime();
        @Nullable ParameterTypes known = null;
        try {
            known = texts.types(connection, bound);
            var results = DriverQuery.run(connection, bound.sql(), List.of(texts.of(bound, known)));
            var result = reader.read(connection, results.getFirst(), bound.sql());
            ran(bound, result, System.nanoTime() - start);
            return result;
        } catch (SQLException failure) {
            var refused = Refusals.of(statement, failure, bound.mappings(), known);
            if (!refused.isOfData()) {
                shapes.forget(bound.sql());
            }
            throw refused;
        }
    }

    /**
     * Several statements for one round trip, or null when they cannot go together.
     *
     * @see StatementGroup#of
     */
    @Nullable
    StatementGroup group(List<StatementCall> calls) {
        return StatementGroup.of(calls, texts);
    }

    /**
     * The results of a group, in one round trip.
     *
     * <p>Postgres runs its statements one after the other, and none behind one that fails.
     *
     * @param command what comes before them, if anything
     * @throws SQLException the failure of one of them
     */
    List<StatementResult> run(Connection connection, @Nullable String command, StatementGroup group)
            throws SQLException {
        var start = System.nanoTime();
        var parts = DriverQuery.run(connection, shapes.together(command, group.sqls()), group.values());
        var first = parts.size() - group.statements().size();
        var results = new ArrayList<StatementResult>();
        for (int i = 0; i < group.statements().size(); i++) {
            results.add(reader.read(
                    connection, parts.get(first + i), group.statements().get(i).sql()));
        }
        var took = (System.nanoTime() - start) / results.size();
        for (int i = 0; i < results.size(); i++) {
            ran(group.statements().get(i), results.get(i), took);
        }
        return results;
    }

    /** Whether a group's only statement can touch no more than one row. */
    boolean touchesOneRow(StatementGroup group) {
        return shapes.insertsOneRow(group.statements().getFirst().sql());
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
