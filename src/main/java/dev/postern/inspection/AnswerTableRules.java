package dev.postern.inspection;

import dev.postern.finding.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Whether answers to mutations with an {@code Idempotency-Key} can be kept in the table that is there for them. */
final class AnswerTableRules {

    private static final Place SETTING = new Place("postern.idempotency.table", 0);
    private static final String CURE =
            "Make it as docs/mutations.md#the-table has it, or name another by postern.idempotency.table.";

    private static final String COLUMNS = """
            select a.attname, format_type(coalesce(nullif(a.atttypid, 'varchar'::regtype), 'text'::regtype), null), exists (
              select from pg_index i
              where i.indrelid = a.attrelid and i.indisunique and i.indisvalid and i.indpred is null
                and i.indnkeyatts = 1 and i.indkey[0] = a.attnum)
            from pg_attribute a
            where a.attrelid = to_regclass(?) and a.attnum > 0 and not a.attisdropped""";

    private final Connection connection;
    private final Notes notes;

    AnswerTableRules(Connection connection, Notes notes) {
        this.connection = connection;
        this.notes = notes;
    }

    private record Column(String type, boolean unique) {}

    /** @param table of a project that may have none: who sends no key needs none */
    void check(String table) throws SQLException {
        var columns = columns(table);
        if (columns.isEmpty()) {
            return;
        }
        column(table, columns, "key", "text");
        column(table, columns, "request", "text");
        column(table, columns, "answer", "bytea");
        column(table, columns, "expires_at", "timestamp with time zone");
        var key = columns.get("key");
        if (key != null && !key.unique()) {
            error(table, "nothing in the database keeps two rows from having the same 'key'");
        }
    }

    private void column(String table, Map<String, Column> columns, String name, String type) {
        var found = columns.get(name);
        if (found == null) {
            error(table, "the table of answers to an Idempotency-Key has no column '" + name + "'");
        } else if (!found.type().equals(type)) {
            error(table, "the column '" + name + "' is " + found.type() + ", and has to be " + type);
        }
    }

    private void error(String table, String fact) {
        notes.error("SQL-165", SETTING, table, fact, CURE);
    }

    private Map<String, Column> columns(String table) throws SQLException {
        try (var statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table);
            var columns = new HashMap<String, Column>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.put(rows.getString(1), new Column(rows.getString(2), rows.getBoolean(3)));
                }
            }
            return columns;
        }
    }
}
