package dev.postern.fetching;

import dev.postern.binding.FieldBinding;
import dev.postern.execution.FieldException;
import dev.postern.execution.InternalErrors;
import dev.postern.statement.Row;
import dev.postern.statement.Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of a nested statement by the parent that they belong to, as their {@code key_*} columns say. */
final class KeyedRows {

    private final Rows rows;
    private final Map<ParentKey, List<Row>> byKey = new HashMap<>();

    /** @throws FieldException when a {@code key_*} column is missing */
    KeyedRows(FieldBinding.Nested binding, Rows rows) {
        this.rows = rows;
        var columns =
                binding.keys().stream().mapToInt(key -> column(binding, key)).toArray();
        for (var row : rows.all()) {
            add(row, columns);
        }
    }

    /** A row with a null in its key belongs to nobody. */
    private void add(Row row, int[] columns) {
        var values = new ArrayList<String>();
        for (var column : columns) {
            var text = row.text(column);
            if (text == null) {
                return;
            }
            values.add(text);
        }
        byKey.computeIfAbsent(new ParentKey(values), key -> new ArrayList<>()).add(row);
    }

    /** The result that the rows are part of. */
    Rows rows() {
        return rows;
    }

    /** The rows of one parent in the order in which they came, none if it has none. */
    List<Row> of(ParentKey key) {
        return byKey.getOrDefault(key, List.of());
    }

    private int column(FieldBinding.Nested binding, String key) {
        var column = rows.column("key_" + key);
        if (column < 0) {
            throw new FieldException(
                    InternalErrors.report(binding.statement() + " does not return the column 'key_" + key
                            + "', so nobody knows whose its rows are"),
                    null);
        }
        return column;
    }
}
