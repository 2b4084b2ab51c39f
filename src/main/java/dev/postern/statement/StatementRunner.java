package dev.postern.statement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The run of statements on one connection: text, parameters, rows. */
final class StatementRunner {

    private final TypeCatalogue types;
    private final ShapeCache shapes;
    private final ParameterBinder binder;
    private final ResultReader reader;
    private final StatementTimes times;
    private final List<StatementListener> listeners;

    StatementRunner(TypeCatalogue types, ShapeCache shapes, StatementTimes times, List<StatementListener> listeners) {
        this.types = types;
        this.shapes = shapes;
        this.binder = new ParameterBinder(types, shapes);
        this.reader = new ResultReader(types, shapes);
        this.times = times;
        this.listeners = List.copyOf(listeners);
    }

    /** @throws StatementException when Postgres refuses it or is gone */
    StatementResult run(Connection connection, SqlStatement statement, Map<String, @Nullable Object> parameters) {
        var bound = statement.bind(parameters);
        var start = System.nanoTime();
        @Nullable List<PostgresType> known = null;
        try (var prepared = connection.prepareStatement(bound.sql())) {
            known = binder.types(connection, prepared, bound);
            binder.bind(prepared, binder.texts(bound, known), 0);
            var result = reader.read(connection, prepared, bound.sql(), prepared.execute());
            ran(bound, result, System.nanoTime() - start);
            return result;
        } catch (SQLException failure) {
            throw Refusals.of(statement, failure, bound.mappings(), known);
        }
    }

    /**
     * Several statements as one text, or null when they cannot go together.
     *
     * @param command what comes before them, if anything
     * @see StatementGroup#of
     */
    @Nullable
    StatementGroup group(@Nullable String command, List<StatementCall> calls) {
        return StatementGroup.of(command, calls, shapes, binder);
    }

    /**
     * The results of a group, in one round trip.
     *
     * <p>Postgres runs its statements one after the other, and none behind one that fails.
     *
     * @throws SQLException the failure of one of them
     */
    List<StatementResult> run(Connection connection, StatementGroup group) throws SQLException {
        var start = System.nanoTime();
        try (var prepared = connection.prepareStatement(group.sql())) {
            group.bind(prepared, binder);
            var results = results(connection, prepared, group);
            var took = (System.nanoTime() - start) / results.size();
            for (int i = 0; i < results.size(); i++) {
                ran(group.statements().get(i), results.get(i), took);
            }
            return results;
        }
    }

    private List<StatementResult> results(Connection connection, PreparedStatement prepared, StatementGroup group)
            throws SQLException {
        var results = new ArrayList<StatementResult>();
        var hasRows = prepared.execute();
        if (group.behindCommand()) {
            hasRows = prepared.getMoreResults();
        }
        for (var bound : group.statements()) {
            results.add(reader.read(connection, prepared, bound.sql(), hasRows));
            hasRows = prepared.getMoreResults();
        }
        return results;
    }

    /** @throws StatementException when Postgres refuses it or is gone */
    List<Column> columns(Connection connection, SqlStatement statement) {
        var bound = statement.bind(NothingGiven.to(statement));
        try (var prepared = connection.prepareStatement(bound.sql())) {
            prepared.getParameterMetaData();
            var metadata = prepared.getMetaData();
            return metadata == null ? List.of() : StatementShape.columns(connection, metadata, types);
        } catch (SQLException failure) {
            throw Refusals.of(statement, failure, bound.mappings(), null);
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
