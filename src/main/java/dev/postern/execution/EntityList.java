package dev.postern.execution;

import dev.postern.federation.Representations;
import dev.postern.federation.Representations.Place;
import dev.postern.plan.FieldPlan;
import dev.postern.plan.ObjectPlan;
import dev.postern.plan.TypePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The objects that another service names by their keys, in the order in which it asks for them.
 *
 * <p>Each is found where it came from: as a row of its group. Not safe for use by several threads.
 */
final class EntityList {

    private final List<Place> places;
    private final List<Entities> groups;
    private final @Nullable FieldError error;

    private EntityList(List<Place> places, List<Entities> groups, @Nullable FieldError error) {
        this.places = places;
        this.groups = groups;
        this.error = error;
    }

    /**
     * Those of one group.
     *
     * @param plan what is selected of them
     */
    private record Entities(ObjectPlan plan, RowParents rows) {}

    /** What was read, before anything is looked up; nobody looks for those of which nothing is selected. */
    static EntityList of(FieldPlan field, Representations read) {
        var groups = new ArrayList<Entities>();
        for (var group : read.groups()) {
            var plan = plan(field.type(), group.type().name());
            var lookup = plan.fields().isEmpty() ? null : group.entity();
            groups.add(new Entities(plan, RowParents.given(group.rows(), plan, lookup)));
        }
        return new EntityList(read.places(), groups, null);
    }

    private static ObjectPlan plan(TypePlan type, String name) {
        var plan = Parents.objectType(type) instanceof TypePlan.Abstract union
                ? union.possible().get(name)
                : null;
        if (plan == null) {
            throw new IllegalStateException(name + " is no member of the union of entities");
        }
        return plan;
    }

    /** For a field that nobody can answer. */
    static EntityList failed(FieldError error) {
        return new EntityList(List.of(), List.of(), error);
    }

    /** Tells of all objects, by what is selected of them. */
    void register(BiConsumer<ObjectPlan, Parents> register) {
        groups.forEach(group -> register.accept(group.plan, group.rows));
    }

    /** See {@link AnswerWriter}. */
    boolean write(AnswerWriter answer, FieldPlan field) {
        answer.path().enter(field);
        var complete = error == null ? list(answer, field) : answer.failed(field.type().nonNull(), error);
        answer.path().leave();
        return complete;
    }

    private boolean list(AnswerWriter answer, FieldPlan field) {
        var element = ((TypePlan.ListOf) field.type()).element();
        answer.out().character('[');
        answer.path().enter(0);
        for (int i = 0; i < places.size(); i++) {
            if (i > 0) {
                answer.out().character(',');
            }
            answer.path().move(i);
            write(answer, element, places.get(i));
        }
        answer.path().leave();
        answer.out().character(']');
        return true;
    }

    /** An element may be null, so it always can be written; what Java would bring comes here only when nothing is selected of it. */
    private void write(AnswerWriter answer, TypePlan element, Place place) {
        switch (place) {
            case Place.Given given -> write(answer, element, groups.get(given.group()), given.row());
            case Place.Refused refused ->
                answer.failed(element.nonNull(), new FieldError(ErrorCode.BAD_USER_INPUT, refused.reason()));
            case Place.Java ignored -> answer.out().ascii("{}");
        }
    }

    private static void write(AnswerWriter answer, TypePlan element, Entities group, int row) {
        var failure = group.rows.failure(group.plan, row);
        if (failure == null) {
            answer.object(element, group.rows, row);
        } else {
            answer.failed(element.nonNull(), failure);
        }
    }
}
