package dev.postern.execution;

import dev.postern.binding.FieldBinding;
import dev.postern.statement.Columns;
import dev.postern.statement.PostgresType.Form;
import dev.postern.statement.Rows;

/** The column with a leaf's value: the only one besides {@code key_*}. */
public final class ValueColumn {

    private ValueColumn() {}

    /** Its position, or -1 when there is none or are several. */
    public static int of(Columns columns) {
        var found = -1;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().startsWith("key_")) {
                continue;
            }
            if (found >= 0) {
                return -1;
            }
            found = i;
        }
        return found;
    }

    /** The error for a statement without that one column. */
    public static FieldError notOne(FieldBinding binding, Rows rows) {
        return InternalErrors.report(binding.coordinate() + " is a leaf, so its statement returns one column besides"
                + " key_*, not "
                + rows.columns().stream().map(column -> column.name()).toList());
    }

    /** Whether one cell holds a whole list of leaves. */
    public static boolean holdsLists(Rows rows, int column) {
        var form = rows.columns().get(column).type().form();
        return form == Form.ARRAY || form == Form.JSON;
    }
}
