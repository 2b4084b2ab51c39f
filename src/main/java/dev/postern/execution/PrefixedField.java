package dev.postern.execution;

import dev.postern.plan.FieldPlan;
import dev.postern.plan.ObjectPlan;
import dev.postern.statement.Rows;

/** An object that a row holds in the columns that begin with its name; all null, and the object is null. */
final class PrefixedField implements FieldWriter {

    private final FieldPlan field;
    private final Rows rows;
    private final int[] columns;
    private final RowParents objects;

    /** @param objects the same rows, seen through the prefix */
    PrefixedField(FieldPlan field, Rows rows, int[] columns, RowParents objects) {
        this.field = field;
        this.rows = rows;
        this.columns = columns;
        this.objects = objects;
    }

    @Override
    public boolean write(AnswerWriter answer, int parent) {
        answer.out().raw(field.label());
        answer.path().enter(field);
        var complete =
                isNull(parent) ? answer.nothing(field.type().nonNull()) : answer.object(field.type(), objects, parent);
        answer.path().leave();
        return complete;
    }

    private boolean isNull(int parent) {
        for (var column : columns) {
            if (rows.cell(parent, column) != null) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isSure(RowParents parents, ObjectPlan plan, LeafWriters leaves) {
        return objects.isSure(leaves);
    }
}
