package dev.postern.execution;

import dev.postern.plan.FieldPlan;
import dev.postern.plan.ObjectPlan;
import java.nio.charset.StandardCharsets;

/** {@code __typename} of objects whose type is known. */
final class TypenameField implements FieldWriter {

    private final byte[] json;

    TypenameField(ObjectPlan plan, FieldPlan field) {
        var label = new String(field.label(), StandardCharsets.US_ASCII);
        this.json = (label + '"' + plan.typeName() + '"').getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public boolean write(AnswerWriter answer, int parent) {
        answer.out().raw(json);
        return true;
    }

    @Override
    public boolean isSure(RowParents parents, ObjectPlan plan, LeafWriters leaves) {
        return true;
    }
}
