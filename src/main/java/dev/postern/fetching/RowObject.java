package dev.postern.fetching;

import dev.postern.binding.FieldBinding;
import dev.postern.execution.FieldException;
import dev.postern.execution.InternalErrors;
import dev.postern.statement.Column;
import dev.postern.statement.Row;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An object that a row holds, whole or in the columns that begin with a prefix.
 *
 * @param row the row
 * @param prefix empty for the row itself, {@code dimensions_} for an object inside of it
 */
record RowObject(Row row, String prefix) {

    /** The object that a row is. */
    static RowObject of(Row row) {
        return new RowObject(row, "");
    }

    /** The value of a field that the row holds: a value, a JSON tree, or an object of the columns with its prefix. */
    @Nullable
    Object read(FieldBinding.Held field) {
        var column = column(field.column());
        if (column < 0) {
            column = column(field.field());
        }
        if (column >= 0) {
            return row.value(column);
        }
        var inner = new RowObject(row, prefix + field.column() + "_");
        if (field.shape().leaf()
                || field.shape().list()
                || inner.columns().findAny().isEmpty()) {
            throw missing(field.coordinate(), field.column());
        }
        return inner.columns().allMatch(row::isNull) ? null : inner;
    }

    /** A column's text, or null; {@code coordinate} is the field that asks for it. */
    @Nullable
    String text(String name, String coordinate) {
        var column = column(name);
        if (column < 0) {
            throw missing(coordinate, name);
        }
        return row.text(column);
    }

    /** The concrete type that the row names, or null. */
    @Nullable
    String typename() {
        var column = column("__typename");
        return column < 0 ? null : row.text(column);
    }

    private int column(String name) {
        return row.rows().column(prefix + name);
    }

    private IntStream columns() {
        var columns = row.rows().columns();
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).name().startsWith(prefix));
    }

    private FieldException missing(String coordinate, String column) {
        var present = row.rows().columns().stream().map(Column::name).collect(Collectors.joining(", "));
        return new FieldException(
                InternalErrors.report(
                        coordinate + " needs the column '" + prefix + column + "', and the row has " + present),
                null);
    }
}
