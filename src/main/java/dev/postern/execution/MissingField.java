package dev.postern.execution;

import dev.postern.plan.FieldPlan;
import dev.postern.plan.ObjectPlan;

/** A field that nothing can be said of: its column is not there, or it is not for whoever asks. */
record MissingField(FieldPlan field, FieldError error) implements FieldWriter {

    @Override
    public boolean write(AnswerWriter answer, int parent) {
        answer.out().raw(field.label());
        answer.path().enter(field);
        var complete = answer.failed(field.type().nonNull(), error);
        answer.path().leave();
        return complete;
    }

    @Override
    public boolean isSure(RowParents parents, ObjectPlan plan, LeafWriters leaves) {
        return false;
    }
}
