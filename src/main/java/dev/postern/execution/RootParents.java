package dev.postern.execution;

import dev.postern.plan.FieldPlan;
import dev.postern.plan.ObjectPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one object at the root, which has a key and no columns. */
final class RootParents extends Parents {

    private final ObjectPlan root;
    private final Map<FieldPlan, EntityList> entities = new HashMap<>();

    RootParents(ObjectPlan root) {
        this.root = root;
    }

    @Override
    int size() {
        return 1;
    }

    @Override
    ObjectPlan plan(int number) {
        return root;
    }

    @Override
    KeyReader keys(ObjectPlan owner, List<String> keys, String coordinate) {
        throw new IllegalStateException(coordinate + " asks the root for keys");
    }

    @Override
    Parents hold(ObjectPlan owner, FieldPlan field) {
        throw new IllegalStateException("the root holds no " + field.name());
    }

    /** Keeps what other services name by their keys. */
    void bring(FieldPlan field, EntityList list) {
        entities.put(field, list);
    }

    /** Null before it was read. */
    @Nullable
    EntityList entities(FieldPlan field) {
        return entities.get(field);
    }

    /** Whether it is certain that writing everything meets no error. */
    boolean isSure(LeafWriters leaves) {
        for (var field : root.fields()) {
            var link = link(field);
            if (field.refusal() != null) {
                return false;
            }
            if (field.binding() != null && (link == null || !link.isSure(field.type(), leaves))) {
                return false;
            }
        }
        return true;
    }
}
