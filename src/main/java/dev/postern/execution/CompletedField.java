package dev.postern.execution;

import dev.postern.plan.FieldPlan;
import dev.postern.plan.ObjectPlan;

/**
 * A field that the rows lack a column for, and the entity's rows have.
 *
 * @param whole the writer of the same field of the entity's rows
 */
record CompletedField(FieldPlan field, Completion completion, FieldWriter whole) implements FieldWriter {

    @Override
    public boolean write(AnswerWriter answer, int parent) {
        int row;
        try {
            row = completion.row(parent);
        } catch (FieldException failed) {
            return new MissingField(field, failed.error()).write(answer, parent);
        }
        return whole.write(answer, row);
    }

    @Override
    public boolean isSure(RowParents parents, ObjectPlan plan, LeafWriters leaves) {
        return false;
    }
}
