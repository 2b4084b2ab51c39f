package dev.postern.statement;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.core.Field;

/** The reading of results; the session asks for text, so what comes is what Postgres wrote. */
final class ResultReader {

    private final TypeCatalogue types;
    private final ShapeCache shapes;

    ResultReader(TypeCatalogue types, ShapeCache shapes) {
        this.types = types;
        this.shapes = shapes;
    }

    /** @param sql the text that the result came from */
    StatementResult read(Connection connection, DriverResult result, String sql) throws SQLException {
        if (!result.hasRows()) {
            return new StatementResult(null, result.touched());
        }
        var rows = new Rows(columns(connection, result.fields(), sql), result.rows());
        return new StatementResult(rows, rows.size());
    }

    private Columns columns(Connection connection, List<Field> fields, String sql) throws SQLException {
        var known = shapes.columns(sql);
        if (known != null && matches(known, fields)) {
            return known;
        }
        var columns = new ArrayList<Column>();
        for (var field : fields) {
            columns.add(new Column(field.getColumnLabel(), types.find(connection, field.getOID())));
        }
        var described = new Columns(columns, fields.stream().map(Field::getOID).toList());
        shapes.keepColumns(sql, described);
        return described;
    }

    /** Whether these are still the columns: a migration may have changed what {@code select *} means. */
    private static boolean matches(Columns known, List<Field> fields) {
        if (known.size() != fields.size()) {
            return false;
        }
        for (int i = 0; i < known.size(); i++) {
            var field = fields.get(i);
            if (known.oid(i) != field.getOID() || !known.get(i).name().equals(field.getColumnLabel())) {
                return false;
            }
        }
        return true;
    }
}
