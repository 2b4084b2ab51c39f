package dev.postern.statement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.jdbc.PgConnection;

/** What Postgres says of a statement's text: the types of its parameters, or of its columns. */
final class StatementShape {

    private StatementShape() {}

    /**
     * A text to describe, apart from the one that runs.
     *
     * <p>The driver waits for the server before each run of a text that it has had described.
     */
    static String described(String sql) {
        return sql + "\n";
    }

    /** The parameters' types in order; one round trip. */
    static ParameterTypes parameters(Connection connection, PreparedStatement prepared, TypeCatalogue types)
            throws SQLException {
        var metadata = prepared.getParameterMetaData();
        var info = connection.unwrap(PgConnection.class).getTypeInfo();
        var parameters = new ArrayList<PostgresType>();
        var oids = new ArrayList<Integer>();
        for (int i = 1; i <= metadata.getParameterCount(); i++) {
            var name = metadata.getParameterTypeName(i);
            parameters.add(types.find(connection, name));
            oids.add(info.getPGType(name));
        }
        return new ParameterTypes(parameters, oids);
    }

    /** The columns in order; no round trip but for a type that this connection has not met. */
    static List<Column> columns(Connection connection, ResultSetMetaData metadata, TypeCatalogue types)
            throws SQLException {
        var columns = new ArrayList<Column>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            columns.add(new Column(metadata.getColumnLabel(i), types.find(connection, metadata.getColumnTypeName(i))));
        }
        return List.copyOf(columns);
    }
}
