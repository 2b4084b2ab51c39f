package dev.postern.plan;

import dev.postern.binding.FieldBinding;
import java.util.List;

/**
 * What is answered of objects of one type.
 *
 * <p>Equal by identity: the same selection below two places is one plan, so that plans of wide interfaces stay small.
 */
public final class ObjectPlan {

    private final String typeName;
    private final List<FieldPlan> fields;
    private final List<FieldBinding.Nested> entities;
    private final boolean asks;

    ObjectPlan(String typeName, List<FieldPlan> fields, List<FieldBinding.Nested> entities) {
        this.typeName = typeName;
        this.fields = List.copyOf(fields);
        this.entities = List.copyOf(entities);
        this.asks = !entities.isEmpty() || fields.stream().anyMatch(FieldPlan::asks);
    }

    /** The concrete type. */
    public String typeName() {
        return typeName;
    }

    /** The fields in the order of the answer, aliases merged; each knows its position. */
    public List<FieldPlan> fields() {
        return fields;
    }

    /** What can bring the columns that a row lacks, none where nothing can. */
    public List<FieldBinding.Nested> entities() {
        return entities;
    }

    /** Whether any statement may run for these objects, for their fields or below them. */
    public boolean asks() {
        return asks;
    }
}
