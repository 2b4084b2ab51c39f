package dev.postern.execution;

import dev.postern.plan.FieldPlan;
import dev.postern.plan.ObjectPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The object at the root, which has a key and no columns; where an event is answered to several subscribers at once, the root of
 * each answer.
 */
final class RootParents extends Parents {

    private final ObjectPlan root;
    private final Map<FieldPlan, EntityList> entities = new HashMap<>();

    private final List<EventKey> subscribers;

    RootParents(ObjectPlan root) {
        this(root, List.of(EventKey.NONE));
    }

    /** @param subscribers what the subscription's statement knows them by, at least one */
    RootParents(ObjectPlan root, List<EventKey> subscribers) {
        this.root = root;
        this.subscribers = subscribers;
    }

    @Override
    int size() {
        return subscribers.size();
    }

    @Override
    ObjectPlan plan(int number) {
        return root;
    }

    @Override
    KeyReader keys(ObjectPlan owner, List<String> keys, String coordinate) {
        return (parent, key) -> subscribers.get(parent).read(key);
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
