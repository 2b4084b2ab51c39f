package dev.postern.statement;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.core.CachedQuery;
import org.postgresql.core.ParameterList;
import org.postgresql.core.QueryExecutor;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.PSQLException;

/**
 * The run of a text by the driver's own executor, below its {@code PreparedStatement} and {@code ResultSet}.
 *
 * <p>It is the same prepared statement, cache and protocol, without an object for each statement and a check for each cell:
 * rows come as the driver read them from the wire.
 */
final class DriverQuery {

    private DriverQuery() {}

    /**
     * The results of a text, one for each of its parts.
     *
     * <p>A text of one part that has gone stale runs once more.
     *
     * @param values of each part
     * @throws SQLException when Postgres refuses a part; none behind it has run
     */
    static List<DriverResult> run(Connection connection, String sql, List<ParameterValues> values) throws SQLException {
        var executor = connection.unwrap(PgConnection.class).getQueryExecutor();
        var query = executor.borrowQuery(sql);
        try {
            return run(executor, query, values, flags(connection));
        } catch (SQLException failure) {
            if (!isStale(failure)) {
                throw failure;
            }
            query.query.close();
            if (query.query.getSubqueries() != null) {
                throw failure;
            }
            return run(executor, query, values, flags(connection));
        } finally {
            executor.releaseQuery(query);
        }
    }

    /** Whether the prepared statement is no longer what it was, as after a migration; it will be prepared anew. */
    static boolean isStale(SQLException failure) {
        var server = failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        if (server == null) {
            return false;
        }
        var planChanged = "0A000".equals(server.getSQLState())
                && String.valueOf(server.getRoutine()).startsWith("RevalidateCached");
        return planChanged || "26000".equals(server.getSQLState());
    }

    /** Behind a pooler that may give each transaction another server, nothing that is prepared can be named. */
    private static int flags(Connection connection) throws SQLException {
        var isNamed = connection.unwrap(PgConnection.class).getPrepareThreshold() > 0;
        return QueryExecutor.QUERY_SUPPRESS_BEGIN | (isNamed ? 0 : QueryExecutor.QUERY_ONESHOT);
    }

    private static List<DriverResult> run(
            QueryExecutor executor, CachedQuery query, List<ParameterValues> values, int flags) throws SQLException {
        var results = new DriverResults();
        executor.execute(query.query, parameters(query, values), results, 0, 0, flags);
        return results.all();
    }

    private static ParameterList parameters(CachedQuery query, List<ParameterValues> values) throws SQLException {
        var parameters = query.query.createParameterList();
        var place = 1;
        for (var part : values) {
            place = part.bind(parameters, place);
        }
        return parameters;
    }
}
