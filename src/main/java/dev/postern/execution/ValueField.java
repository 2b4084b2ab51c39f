package dev.postern.execution;

import dev.postern.plan.FieldPlan;
import dev.postern.plan.ObjectPlan;
import dev.postern.statement.Rows;
import org.jspecify.annotations.Nullable;

/**
 * A field that a row holds as JSON or as an array.
 *
 * @param trees the JSON as it was parsed when something ran below it, otherwise null
 */
record ValueField(
        FieldPlan field, Rows rows, int column, @Nullable TreeParents trees) implements FieldWriter {

    @Override
    public boolean write(AnswerWriter answer, int parent) {
        answer.out().raw(field.label());
        answer.path().enter(field);
        var value = trees == null ? rows.row(parent).value(column) : trees.value(parent);
        var complete = answer.value(field.type(), value, trees);
        answer.path().leave();
        return complete;
    }

    @Override
    public boolean isSure(RowParents parents, ObjectPlan plan, LeafWriters leaves) {
        return false;
    }
}
