package dev.postern.fetching;

import dev.postern.binding.FieldBinding;
import dev.postern.binding.FieldShape;
import dev.postern.execution.FieldException;
import dev.postern.execution.InternalErrors;
import dev.postern.statement.PostgresType.Form;
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
     * @throws FieldException when more than one came for a field that is no list
     */
    static @Nullable Object value(FieldBinding binding, FieldShape shape, Rows columns, List<Row> rows) {
        if (shape.leaf()) {
            return leaf(binding, shape, columns, rows);
        }
        if (shape.list()) {
            return rows.stream().map(RowObject::of).toList();
        }
        var row = only(binding, rows);
        return row == null ? null : RowObject.of(row);
    }

    /** A list of leaves is one array, or one value from each row. */
    private static @Nullable Object leaf(FieldBinding binding, FieldShape shape, Rows columns, List<Row> rows) {
        var column = valueColumn(binding, columns);
        var form = columns.columns().get(column).type().form();
        if (shape.list() && form != Form.ARRAY && form != Form.JSON) {
            var values = new ArrayList<@Nullable Object>();
            rows.forEach(row -> values.add(row.value(column)));
            return values;
        }
        var row = only(binding, rows);
        if (row == null) {
            return shape.list() ? List.of() : null;
        }
        return row.value(column);
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

    private static int valueColumn(FieldBinding binding, Rows rows) {
        var found = -1;
        for (int i = 0; i < rows.columns().size(); i++) {
            if (rows.columns().get(i).name().startsWith("key_")) {
                continue;
            }
            if (found >= 0) {
                throw notOne(binding, rows);
            }
            found = i;
        }
        if (found < 0) {
            throw notOne(binding, rows);
        }
        return found;
    }

    private static FieldException notOne(FieldBinding binding, Rows rows) {
        return new FieldException(
                InternalErrors.report(binding.coordinate() + " is a leaf, so its statement returns one column besides"
                        + " key_*, not "
                        + rows.columns().stream().map(column -> column.name()).toList()),
                null);
    }
}
