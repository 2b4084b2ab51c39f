package dev.postern.statement;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;
import org.postgresql.jdbc.PgConnection;

/**
 * What Postgres says of a statement's text: the types of its parameters, and its columns.
 *
 * <p>Immutable; equal by identity, so that what is worked out from one can be kept with it.
 */
final class StatementShape {

    /** Of a text without parameters whose columns nobody asks for. */
    static final StatementShape NONE = new StatementShape(ParameterTypes.NONE, List.of());

    private static final int FLAGS =
            QueryExecutor.QUERY_ONESHOT | QueryExecutor.QUERY_DESCRIBE_ONLY | QueryExecutor.QUERY_SUPPRESS_BEGIN;

    private final ParameterTypes parameters;
    private final List<String> columns;

    private StatementShape(ParameterTypes parameters, List<String> columns) {
        this.parameters = parameters;
        this.columns = List.copyOf(columns);
    }

    /**
     * The shape of a text, which does not run; one round trip but for types that this connection has not met.
     *
     * <p>Apart from the text that runs: the driver waits for the server before each run of one that it has had described.
     */
    static StatementShape describe(Connection connection, String sql, TypeCatalogue types) throws SQLException {
        var own = connection.unwrap(PgConnection.class);
        var executor = own.getQueryExecutor();
        var query = executor.createQuery(sql, true, true).query;
        try {
            var parameters = query.createParameterList();
            var description = new Description();
            executor.execute(query, parameters, description, 0, 0, FLAGS);
            var found = new ArrayList<PostgresType>();
            for (var oid : parameters.getTypeOIDs()) {
                found.add(types.find(connection, oid));
            }
            var oids = IntStream.of(parameters.getTypeOIDs()).boxed().toList();
            return new StatementShape(new ParameterTypes(found, oids), description.columns);
        } finally {
            query.close();
        }
    }

    /** The types of its parameters, in order. */
    ParameterTypes parameters() {
        return parameters;
    }

    /** The names of its columns, in order; none where it is not to be narrowed. */
    List<String> columns() {
        return columns;
    }

    /** The same for a text that is always sent whole. */
    StatementShape whole() {
        return new StatementShape(parameters, List.of());
    }

    private static final class Description extends ResultHandlerBase {
        private List<String> columns = List.of();

        @Override
        public void handleResultRows(Query query, Field[] fields, List<Tuple> rows, @Nullable ResultCursor cursor) {
            columns = Arrays.stream(fields).map(Field::getColumnLabel).toList();
        }
    }
}
