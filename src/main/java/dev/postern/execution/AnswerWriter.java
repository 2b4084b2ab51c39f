package dev.postern.execution;

import dev.postern.binding.FieldBinding;
import dev.postern.plan.FieldPlan;
import dev.postern.plan.ObjectPlan;
import dev.postern.plan.Refusal;
import dev.postern.plan.TypePlan;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The walk over what statements brought, which writes the answer's {@code data}.
 *
 * <p>Every method that returns a boolean writes one value, or writes nothing and returns false: then null must stand here,
 * which the type forbids, and so takes the place of what is around it. Source:
 * https://spec.graphql.org/October2021/#sec-Handling-Field-Errors
 *
 * <p>Not safe for use by several threads.
 */
final class AnswerWriter {

    private final JsonBuffer out;
    private final LeafWriters leaves;
    private final AnswerPath path = new AnswerPath();
    private final AnswerErrors errors = new AnswerErrors();
    private final LinkWriter links;

    AnswerWriter(JsonBuffer out, LeafWriters leaves) {
        this.out = out;
        this.leaves = leaves;
        this.links = new LinkWriter(this);
    }

    JsonBuffer out() {
        return out;
    }

    AnswerPath path() {
        return path;
    }

    AnswerErrors errors() {
        return errors;
    }

    LeafWriters leaves() {
        return leaves;
    }

    LinkWriter links() {
        return links;
    }

    /** A row's cursor. */
    boolean cursor(FieldPlan field, Cursors cursors, int row) {
        try {
            return value(field.type(), cursors.of(row), null);
        } catch (FieldException missing) {
            return failed(field.type().nonNull(), missing.error());
        }
    }

    /** All selected fields of one object, with its braces; false takes back what was written of it. */
    boolean object(ObjectPlan plan, RowParents parents, int number) {
        var start = out.length();
        var fields = parents.layout(plan, leaves);
        var complete = true;
        for (var field : fields) {
            complete &= field.write(this, number);
        }
        return end(fields.length, complete, start);
    }

    /** The end of an object; {@code start} is where it begins, for taking it back. */
    boolean end(int fields, boolean complete, long start) {
        if (!complete) {
            out.truncate(start);
            return false;
        }
        if (fields == 0) {
            out.character('{');
        }
        out.character('}');
        return true;
    }

    /** An object that came as a row or inside of one, where a type asks for an object. */
    boolean object(TypePlan type, RowParents objects, int number) {
        var plan = objects.plan(number);
        if (plan == null) {
            return objects.isAbsent(number) ? nothing(type.nonNull()) : unresolved(type);
        }
        return object(plan, objects, number) || propagated(type.nonNull());
    }

    /** A field that is not answered to whoever asks. */
    boolean refused(FieldPlan field, Refusal refusal) {
        path.enter(field);
        var complete = failed(field.type().nonNull(), AccessErrors.of(refusal));
        path.leave();
        return complete;
    }

    /** A field that a statement answers, or one that is always the same. */
    boolean linked(FieldPlan field, @Nullable Link link, int parent) {
        path.enter(field);
        var complete = field.binding() instanceof FieldBinding.Constant constant
                ? value(field.type(), constant.value(), null)
                : links.write(field, link, parent);
        path.leave();
        return complete;
    }

    /**
     * A value of Java: of JSON, of an array, or a number of rows.
     *
     * @param objects what was brought for the objects in it, null where nothing was
     */
    boolean value(TypePlan type, @Nullable Object value, @Nullable TreeParents objects) {
        if (value == null) {
            return nothing(type.nonNull());
        }
        return switch (type) {
            case TypePlan.Leaf leaf -> leaves.write(this, leaf, value);
            case TypePlan.ListOf list -> list(list, value, objects);
            case TypePlan.Concrete object -> tree(object, asObject(value), objects);
            case TypePlan.Abstract wider -> tree(wider, asObject(value), objects);
        };
    }

    /** What is no object has none of its fields. */
    private static Map<?, ?> asObject(Object value) {
        return value instanceof Map<?, ?> object ? object : Map.of();
    }

    private boolean list(TypePlan.ListOf type, Object value, @Nullable TreeParents objects) {
        if (!(value instanceof Iterable<?> elements)) {
            return noList(type);
        }
        var start = out.length();
        var complete = true;
        var place = 0;
        path.enter(0);
        out.character('[');
        for (var element : elements) {
            if (place > 0) {
                out.character(',');
            }
            path.move(place++);
            complete &= value(type.element(), element, objects);
        }
        path.leave();
        out.character(']');
        return complete || propagated(type.nonNull(), start);
    }

    private boolean tree(TypePlan type, Map<?, ?> object, @Nullable TreeParents objects) {
        var plan = TreeParents.plan(type, object);
        if (plan == null) {
            return unresolved(type);
        }
        var start = out.length();
        var complete = true;
        for (var field : plan.fields()) {
            out.raw(field.label());
            complete &= treeField(plan, field, object, objects);
        }
        return end(plan.fields().size(), complete, start) || propagated(type.nonNull());
    }

    private boolean treeField(ObjectPlan plan, FieldPlan field, Map<?, ?> object, @Nullable TreeParents objects) {
        var refusal = field.refusal();
        if (refusal != null) {
            return refused(field, refusal);
        }
        var binding = field.binding();
        if (binding == null) {
            out.string(plan.typeName());
            return true;
        }
        if (binding instanceof FieldBinding.Held held) {
            var inner = objects != null && objects.held(plan, field) instanceof TreeParents trees ? trees : null;
            path.enter(field);
            var complete = value(field.type(), TreeParents.value(object, held), inner);
            path.leave();
            return complete;
        }
        return objects != null && linked(field, objects.link(field), objects.number(object));
    }

    /** Null, where the type lets it stand. */
    boolean nothing(boolean nonNull) {
        if (nonNull) {
            errors.nothing(path);
            return false;
        }
        out.nothing();
        return true;
    }

    /** Null because of what happened further down, which has its error already. */
    boolean propagated(boolean nonNull) {
        if (nonNull) {
            return false;
        }
        out.nothing();
        return true;
    }

    /** The same, taking back what was written since {@code start}. */
    boolean propagated(boolean nonNull, long start) {
        out.truncate(start);
        return propagated(nonNull);
    }

    /** Null because the field could not be answered. */
    boolean failed(boolean nonNull, FieldError error) {
        errors.field(path, error);
        return propagated(nonNull);
    }

    /** Null because the value is not of its type. */
    boolean misfit(boolean nonNull, String reason) {
        errors.misfit(path, reason);
        return propagated(nonNull);
    }

    boolean noList(TypePlan type) {
        return misfit(type.nonNull(), "it is no list");
    }

    private boolean unresolved(TypePlan type) {
        errors.unresolved(path, InternalErrors.report("no concrete type of " + name(type) + " for an object"));
        return propagated(type.nonNull());
    }

    private static String name(TypePlan type) {
        return type instanceof TypePlan.Abstract wider ? wider.name() : type.toString();
    }
}
