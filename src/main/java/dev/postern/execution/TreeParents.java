package dev.postern.execution;

import dev.postern.binding.FieldBinding;
import dev.postern.plan.FieldPlan;
import dev.postern.plan.ObjectPlan;
import dev.postern.plan.TypePlan;
import dev.postern.schema.ColumnName;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Objects of JSON, below which statements run.
 *
 * <p>The JSON is kept as it was parsed, so that the writing finds each object again by identity.
 */
final class TreeParents extends Parents {

    private final TypePlan shape;
    private final TypePlan type;
    private final List<Map<?, ?>> objects = new ArrayList<>();
    private final IdentityHashMap<Map<?, ?>, Integer> numbers = new IdentityHashMap<>();

    /** @param shape of what each owner holds: an object, or a list of them */
    TreeParents(TypePlan shape) {
        this.shape = shape;
        this.type = objectType(shape);
    }

    private final List<@Nullable Object> values = new ArrayList<>();

    /**
     * A value that an owner holds: an object, a list, or nothing that has objects in it.
     *
     * @param owner its number; they come from 0 on
     */
    void add(@Nullable Object value, int owner) {
        values.add(value);
        collect(value, shape);
    }

    /** What is not of its shape is an error when it is written, and nothing is asked below it. */
    private void collect(@Nullable Object value, TypePlan expected) {
        if (expected instanceof TypePlan.ListOf list) {
            if (value instanceof List<?> elements) {
                elements.forEach(element -> collect(element, list.element()));
            }
            return;
        }
        if (value instanceof Map<?, ?> object) {
            numbers.put(object, objects.size());
            objects.add(object);
        }
    }

    /** The value that an owner holds. */
    @Nullable
    Object value(int owner) {
        return values.get(owner);
    }

    /** The number of one of the objects. */
    int number(Map<?, ?> object) {
        return numbers.getOrDefault(object, -1);
    }

    @Override
    int size() {
        return objects.size();
    }

    @Override
    @Nullable
    ObjectPlan plan(int number) {
        return plan(type, objects.get(number));
    }

    /** What is selected of an object, null for one whose type is not known. */
    static @Nullable ObjectPlan plan(TypePlan type, Map<?, ?> object) {
        return switch (type) {
            case TypePlan.Concrete concrete -> concrete.object();
            case TypePlan.Abstract wider -> wider.possible().get(String.valueOf(object.get("__typename")));
            case TypePlan.ListOf list -> null;
            case TypePlan.Leaf leaf -> null;
        };
    }

    @Override
    KeyReader keys(ObjectPlan owner, List<String> keys, String coordinate) {
        return (parent, key) -> {
            for (int i = 0; i < key.length; i++) {
                var text = text(key(objects.get(parent), keys.get(i)));
                if (text == null) {
                    return false;
                }
                key[i] = text.getBytes(StandardCharsets.UTF_8);
            }
            return true;
        };
    }

    /** A key goes by its column's name, or by the SDL's. */
    private static @Nullable Object key(Map<?, ?> object, String column) {
        return object.containsKey(column) ? object.get(column) : object.get(ColumnName.property(column));
    }

    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal number -> number.toPlainString();
            default -> value.toString();
        };
    }

    /** The value of a field that an object holds. */
    static @Nullable Object value(Map<?, ?> object, FieldBinding.Held field) {
        return object.containsKey(field.field()) ? object.get(field.field()) : object.get(field.column());
    }

    @Override
    Parents hold(ObjectPlan owner, FieldPlan field) {
        var binding = (FieldBinding.Held) Bound.to(field);
        var inner = new TreeParents(field.type());
        for (int i = 0; i < objects.size(); i++) {
            inner.add(plan(i) == owner ? value(objects.get(i), binding) : null, i);
        }
        return inner;
    }
}
