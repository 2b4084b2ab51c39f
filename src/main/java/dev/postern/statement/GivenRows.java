package dev.postern.statement;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Tuple;

/**
 * Rows that no statement returned: what somebody else knows, in the form in which Postgres would have sent it.
 *
 * <p>Not safe for use by several threads.
 */
public final class GivenRows {

    private final List<Column> columns = new ArrayList<>();
    private final List<Tuple> rows = new ArrayList<>();

    /** Adds a column, before the first row. */
    public void column(String name, PostgresType type) {
        columns.add(new Column(name, type));
    }

    /**
     * Adds a row.
     *
     * @param cells as {@link KeyText} has them, by column; null for SQL's null
     * @return its number
     */
    public int add(List<@Nullable String> cells) {
        var row = new byte[cells.size()][];
        for (int i = 0; i < row.length; i++) {
            var cell = cells.get(i);
            if (cell != null) {
                row[i] = cell.getBytes(StandardCharsets.UTF_8);
            }
        }
        rows.add(new Tuple(row));
        return rows.size() - 1;
    }

    /** All of them. */
    public Rows rows() {
        return new Rows(new Columns(columns, columns.stream().map(column -> 0).toList()), List.copyOf(rows));
    }
}
