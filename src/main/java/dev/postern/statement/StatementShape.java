package dev.postern.statement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What Postgres says of a statement's text: the types of its parameters, or of its columns. */
final class StatementShape {

    private StatementShape() {}

    /** The parameters' types in order; one round trip. */
    static List<PostgresType> parameters(Connection connection, PreparedStatement prepared, TypeCatalogue types)
            throws SQLException {
        var metadata = prepared.getParameterMetaData();
        var parameters = new ArrayList<PostgresType>();
        for (int i = 1; i <= metadata.getParameterCount(); i++) {
            parameters.add(types.find(connection, metadata.getParameterTypeName(i)));
        }
        return List.copyOf(parameters);
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
