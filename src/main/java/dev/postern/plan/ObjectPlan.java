package dev.postern.plan;

import java.util.List;

/**
 * What is answered of objects of one type.
 *
 * <p>Equal by identity: the same selection below two places is one plan, so that plans of wide interfaces stay small.
 */
public final class ObjectPlan {

    private final String typeName;
    private final List<FieldPlan> fields;
    private final boolean asks;

    ObjectPlan(String typeName, List<FieldPlan> fields) {
        this.typeName = typeName;
        this.fields = List.copyOf(fields);
        this.asks = fields.stream().anyMatch(FieldPlan::asks);
    }

    /** The concrete type. */
    public String typeName() {
        return typeName;
    }

    /** The fields in the order of the answer, aliases merged; each knows its position. */
    public List<FieldPlan> fields() {
        return fields;
    }

    /** Whether any statement runs for these fields or below them. */
    public boolean asks() {
        return asks;
    }
}
