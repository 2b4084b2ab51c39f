package dev.postern.statement;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reading of results; the session asks for text, so what comes is what Postgres wrote. */
final class ResultReader {

    private final TypeCatalogue types;
    private final ShapeCache shapes;

    ResultReader(TypeCatalogue types, ShapeCache shapes) {
        this.types = types;
        this.shapes = shapes;
    }

    /**
     * The result that a statement stands at.
     *
     * @param sql the text that it came from
     * @param hasRows whether it is rows, not a number of them
     */
    StatementResult read(Connection connection, PreparedStatement prepared, String sql, boolean hasRows)
            throws SQLException {
        if (!hasRows) {
            return new StatementResult(null, prepared.getUpdateCount());
        }
        try (var result = prepared.getResultSet()) {
            var columns = columns(connection, result, sql);
            var rows = new Rows(columns, cells(result, columns));
            return new StatementResult(rows, rows.size());
        }
    }

    private Columns columns(Connection connection, ResultSet result, String sql) throws SQLException {
        var metadata = result.getMetaData();
        var known = shapes.columns(sql);
        if (known != null && StatementShape.matches(known, metadata)) {
            return known;
        }
        var columns = StatementShape.columns(connection, metadata, types);
        shapes.keepColumns(sql, columns);
        return columns;
    }

    private static List<byte[] @Nullable []> cells(ResultSet result, Columns columns) throws SQLException {
        var cells = new ArrayList<byte[] @Nullable []>();
        while (result.next()) {
            var row = new byte[columns.size()] @Nullable [];
            for (int i = 0; i < row.length; i++) {
                row[i] = columns.isBytes(i) ? hexadecimal(result.getString(i + 1)) : result.getBytes(i + 1);
            }
            cells.add(row);
        }
        return cells;
    }

    /** The driver decodes {@code bytea}, and nothing else, when it is asked for bytes. */
    private static byte @Nullable [] hexadecimal(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.US_ASCII);
    }
}
