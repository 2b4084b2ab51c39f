package dev.postern.execution;

import dev.postern.plan.FieldPlan;
import dev.postern.plan.ObjectPlan;
import dev.postern.plan.TypePlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Objects that came together, and what was brought for their fields.
 *
 * <p>Not safe for use by several threads.
 */
abstract sealed class Parents permits RowParents, TreeParents, RootParents, PageParents {

    private final Map<FieldPlan, Link> links = new HashMap<>();
    private final Map<FieldPlan, Parents> held = new HashMap<>();

    /** How many there are. */
    abstract int size();

    /** What is selected of one of them, null for one whose type is not known. */
    abstract @Nullable ObjectPlan plan(int number);

    /**
     * What a nested statement knows them by.
     *
     * @param owner what is selected of those that are asked for
     * @param keys the columns, without prefix
     * @param coordinate the field that asks, for an error
     * @throws FieldException when there is no such column
     */
    abstract KeyReader keys(ObjectPlan owner, List<String> keys, String coordinate);

    /** The objects that those of one type hold in a field. */
    abstract Parents hold(ObjectPlan owner, FieldPlan field);

    /** One parent's key. */
    @FunctionalInterface
    interface KeyReader {

        /** False when any part of it is null. */
        boolean read(int parent, byte[][] key);
    }

    void link(FieldPlan field, Link link) {
        links.put(field, link);
    }

    /** Null before the field's statement has run. */
    @Nullable
    Link link(FieldPlan field) {
        return links.get(field);
    }

    /** The objects held in a field of one type, the same ones for every caller. */
    Parents held(ObjectPlan owner, FieldPlan field) {
        var known = held.get(field);
        if (known != null) {
            return known;
        }
        var objects = hold(owner, field);
        held.put(field, objects);
        return objects;
    }

    /** The type of the objects that a field's type leads to. */
    static TypePlan objectType(TypePlan type) {
        return type instanceof TypePlan.ListOf list ? objectType(list.element()) : type;
    }
}
