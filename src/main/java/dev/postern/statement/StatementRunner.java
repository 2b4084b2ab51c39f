package dev.postern.statement;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.reflection.MetaObject;
import org.apache.ibatis.reflection.SystemMetaObject;
import org.jspecify.annotations.Nullable;

/** The run of one statement on one connection: text, parameters, rows. */
final class StatementRunner {

    private final TypeCatalogue types;
    private final ShapeCache shapes;
    private final List<StatementListener> listeners;

    StatementRunner(TypeCatalogue types, ShapeCache shapes, List<StatementListener> listeners) {
        this.types = types;
        this.shapes = shapes;
        this.listeners = List.copyOf(listeners);
    }

    /** @throws StatementException when Postgres refuses it or is gone */
    StatementResult run(Connection connection, SqlStatement statement, Map<String, @Nullable Object> parameters) {
        var bound = statement.source().getBoundSql(parameters);
        var sql = text(statement, bound);
        var start = System.nanoTime();
        @Nullable List<PostgresType> known = null;
        try (var prepared = connection.prepareStatement(sql)) {
            known = parameterTypes(connection, prepared, sql, bound);
            bind(statement, prepared, bound, known, parameters);
            var result = execute(connection, prepared, sql);
            tell(statement, sql, bound, result, start);
            return result;
        } catch (SQLException failure) {
            throw Refusals.of(statement, failure, bound.getParameterMappings(), known);
        }
    }

    /** @throws StatementException when Postgres refuses it or is gone */
    List<Column> columns(Connection connection, SqlStatement statement) {
        var bound = statement.source().getBoundSql(NothingGiven.to(statement));
        var sql = text(statement, bound);
        try (var prepared = connection.prepareStatement(sql)) {
            prepared.getParameterMetaData();
            var metadata = prepared.getMetaData();
            return metadata == null ? List.of() : StatementShape.columns(connection, metadata, types);
        } catch (SQLException failure) {
            throw Refusals.of(statement, failure, bound.getParameterMappings(), null);
        }
    }

    /** Logs and {@code pg_stat_statements} name the statement by its comment. */
    private static String text(SqlStatement statement, BoundSql bound) {
        return "/* " + statement.name() + " */ " + bound.getSql().strip();
    }

    private List<PostgresType> parameterTypes(
            Connection connection, PreparedStatement prepared, String sql, BoundSql bound) throws SQLException {
        if (bound.getParameterMappings().isEmpty()) {
            return List.of();
        }
        var known = shapes.parameters(sql);
        if (known != null) {
            return known;
        }
        var described = StatementShape.parameters(connection, prepared, types);
        shapes.keepParameters(sql, described);
        return described;
    }

    /** Text without a type, so that Postgres infers for itself what it has just told us. */
    private static void bind(
            SqlStatement statement,
            PreparedStatement prepared,
            BoundSql bound,
            List<PostgresType> known,
            Map<String, @Nullable Object> parameters)
            throws SQLException {
        var root = SystemMetaObject.forObject(parameters);
        var mappings = bound.getParameterMappings();
        for (int i = 0; i < mappings.size(); i++) {
            var text = text(statement, mappings.get(i), known.get(i), value(bound, root, mappings.get(i)));
            if (text == null) {
                prepared.setNull(i + 1, Types.OTHER);
            } else {
                prepared.setObject(i + 1, text, Types.OTHER);
            }
        }
    }

    private static @Nullable String text(
            SqlStatement statement, ParameterMapping mapping, PostgresType type, @Nullable Object value) {
        try {
            return ParameterText.of(type, value);
        } catch (IllegalArgumentException shape) {
            throw Refusals.ofShape(statement, mapping, type, shape);
        }
    }

    /** What {@code bind} and {@code foreach} made comes before what was given. */
    private static @Nullable Object value(BoundSql bound, MetaObject parameters, ParameterMapping mapping) {
        var property = mapping.getProperty();
        return bound.hasAdditionalParameter(property)
                ? bound.getAdditionalParameter(property)
                : parameters.getValue(property);
    }

    private StatementResult execute(Connection connection, PreparedStatement prepared, String sql) throws SQLException {
        if (!prepared.execute()) {
            return new StatementResult(null, prepared.getUpdateCount());
        }
        try (var result = prepared.getResultSet()) {
            var columns = columns(connection, result, sql);
            var rows = new Rows(columns, cells(result, columns));
            return new StatementResult(rows, rows.size());
        }
    }

    private List<Column> columns(Connection connection, ResultSet result, String sql) throws SQLException {
        var metadata = result.getMetaData();
        var known = shapes.columns(sql);
        if (known != null && StatementShape.matches(known, metadata)) {
            return known;
        }
        var columns = StatementShape.columns(connection, metadata, types);
        shapes.keepColumns(sql, columns);
        return columns;
    }

    /** The session asks for text, so what comes is what Postgres wrote. */
    private static List<byte[][]> cells(ResultSet result, List<Column> columns) throws SQLException {
        var cells = new ArrayList<byte[][]>();
        while (result.next()) {
            var row = new byte[columns.size()][];
            for (int i = 0; i < row.length; i++) {
                row[i] = columns.get(i).type().form() == PostgresType.Form.BYTES
                        ? hexadecimal(result.getString(i + 1))
                        : result.getBytes(i + 1);
            }
            cells.add(row);
        }
        return cells;
    }

    /** The driver decodes {@code bytea}, and nothing else, when it is asked for bytes. */
    @SuppressWarnings("NullAway") // an array of arrays takes nulls, which NullAway cannot be told
    private static byte[] hexadecimal(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.US_ASCII);
    }

    private void tell(SqlStatement statement, String sql, BoundSql bound, StatementResult result, long start) {
        var took = Duration.ofNanos(System.nanoTime() - start);
        var run = new StatementRun(statement, sql, bound.getParameterMappings().size(), result.touched(), took);
        listeners.forEach(listener -> listener.ran(run));
    }
}
