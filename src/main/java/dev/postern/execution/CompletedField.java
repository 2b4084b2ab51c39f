package dev.postern.execution;

import dev.postern.plan.ObjectPlan;

/**
 * A field that the rows lack a column for, and the entity's rows have.
 *
 * @param whole the writer of the same field of the entity's rows
 */
record CompletedField(Completion completion, FieldWriter whole) implements FieldWriter {

    @Override
    public boolean write(AnswerWriter answer, int parent) {
        return whole.write(answer, completion.row(parent));
    }

    @Override
    public boolean isSure(RowParents parents, ObjectPlan plan, LeafWriters leaves) {
        return false;
    }
}
