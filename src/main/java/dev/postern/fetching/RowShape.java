package dev.postern.fetching;

import dev.postern.binding.FieldBinding;
import dev.postern.binding.FieldShape;
import dev.postern.execution.FieldError;
import dev.postern.execution.FieldException;
import dev.postern.execution.InternalErrors;
import dev.postern.execution.ValueColumn;
import dev.postern.statement.Row;
import dev.postern.statement.Rows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows that answer one field of one parent, as the value that the field's type asks for. */
final class RowShape {

    private RowShape() {}

    /**
     * The field's value.
     *
     * @param rows those that belong to this parent, in the order in which they came
     * @param completions what completes them
     * @param mostRows that a list may have
     * @throws FieldException when more than one came for a field that is no list, or more than a list may have
     */
    static @Nullable Object value(
            FieldBinding binding,
            FieldShape shape,
            Rows columns,
            List<Row> rows,
            int mostRows,
            Completions completions) {
        if (shape.list() && rows.size() > mostRows) {
            throw new FieldException(FieldError.tooLong(binding.coordinate(), rows.size(), mostRows), null);
        }
        if (shape.leaf()) {
            return leaf(binding, shape, columns, rows);
        }
        if (shape.list()) {
            return rows.stream()
                    .map(row -> RowObject.of(row, completions.of(row)))
                    .toList();
        }
        var row = only(binding, rows);
        return row == null ? null : RowObject.of(row, completions.of(row));
    }

    /** The rows that will be objects of the answer: none where too many came. */
    static List<Row> shown(FieldShape shape, List<Row> rows, int mostRows) {
        return rows.size() > (shape.list() ? mostRows : 1) ? List.of() : rows;
    }

    /** A list of leaves is one array, or one value from each row. */
    private static @Nullable Object leaf(FieldBinding binding, FieldShape shape, Rows columns, List<Row> rows) {
        var column = ValueColumn.of(columns.columns());
        if (column < 0) {
            throw new FieldException(ValueColumn.notOne(binding, columns), null);
        }
        if (shape.list() && !ValueColumn.holdsLists(columns, column)) {
            var values = new ArrayList<@Nullable Object>();
            rows.forEach(row -> values.add(value(shape, row, column)));
            return values;
        }
        var row = only(binding, rows);
        if (row == null) {
            return shape.list() ? List.of() : null;
        }
        return value(shape, row, column);
    }

    /** The value of a cell for a field of this shape. */
    static @Nullable Object value(FieldShape shape, Row row, int column) {
        return shape.typeName().equals("String") ? row.written(column) : row.value(column);
    }

    private static @Nullable Row only(FieldBinding binding, List<Row> rows) {
        if (rows.size() > 1) {
            throw new FieldException(
                    InternalErrors.report(
                            binding.coordinate() + " is no list, and " + rows.size() + " rows came for one parent"),
                    null);
        }
        return rows.isEmpty() ? null : rows.getFirst();
    }
}
