package dev.postern.execution;

import dev.postern.plan.FieldPlan;
import dev.postern.plan.ObjectPlan;
import org.jspecify.annotations.Nullable;

/** A field that a statement answers. */
record LinkedField(FieldPlan field, @Nullable Link link) implements FieldWriter {

    @Override
    public boolean write(AnswerWriter answer, int parent) {
        answer.out().raw(field.label());
        return answer.linked(field, link, parent);
    }

    @Override
    public boolean isSure(RowParents parents, ObjectPlan plan, LeafWriters leaves) {
        return link != null && link.isSure(field.type(), leaves);
    }
}
