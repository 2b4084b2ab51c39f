package dev.postern.execution;

import dev.postern.federation.Representations;
import dev.postern.federation.Representations.Place;
import dev.postern.plan.FieldPlan;
import dev.postern.plan.FieldUse;
import dev.postern.plan.ObjectPlan;
import dev.postern.plan.TypePlan;
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
    private final List<Group> groups;
    private final @Nullable FieldError error;

    private EntityList(List<Place> places, List<Group> groups, @Nullable FieldError error) {
        this.places = places;
        this.groups = groups;
        this.error = error;
    }

    /** Objects that are known by the same key of the same type. */
    private sealed interface Group {

        /**
         * Those of one object type.
         *
         * @param plan what is selected of them
         */
        record Entities(ObjectPlan plan, RowParents rows) implements Group {}

        /** Those of an interface. */
        record Members(InterfaceRun run) implements Group {}
    }

    /** What was read, before anything is looked up; nobody looks for those of which nothing is selected. */
    static EntityList of(FieldUse use, Representations read) {
        var groups = read.groups().stream().map(group -> group(use, group)).toList();
        return new EntityList(read.places(), groups, null);
    }

    private static Group group(FieldUse use, Representations.Group group) {
        var plan = Parents.objectType(use.field().type()) instanceof TypePlan.Abstract union
                ? union.possible().get(group.type().name())
                : null;
        var entity = group.entity();
        if (plan != null) {
            var lookup = plan.fields().isEmpty() ? null : entity;
            return new Group.Entities(plan, RowParents.given(group.rows(), plan, lookup));
        }
        if (entity == null) {
            throw new IllegalStateException(
                    "nothing says of which type a " + group.type().name() + " is");
        }
        return new Group.Members(new InterfaceRun(use, entity, group));
    }

    /** For a field that nobody can answer. */
    static EntityList failed(FieldError error) {
        return new EntityList(List.of(), List.of(), error);
    }

    /** Tells of all objects, by what is selected of them. */
    void register(BiConsumer<ObjectPlan, Parents> register) {
        for (var group : groups) {
            if (group instanceof Group.Entities entities) {
                register.accept(entities.plan(), entities.rows());
            }
        }
    }

    /** What tells of which types objects are. */
    List<InterfaceRun> runs() {
        return groups.stream()
                .filter(Group.Members.class::isInstance)
                .map(members -> ((Group.Members) members).run())
                .toList();
    }

    /** See {@link AnswerWriter}. */
    boolean write(AnswerWriter answer, FieldPlan field) {
        answer.path().enter(field);
        var complete =
                error == null ? list(answer, field) : answer.failed(field.type().nonNull(), error);
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
            case Place.Given given -> {
                switch (groups.get(given.group())) {
                    case Group.Entities entities -> write(answer, element, entities, given.row());
                    case Group.Members members -> members.run().write(answer, given.row());
                }
            }
            case Place.Refused refused ->
                answer.failed(element.nonNull(), new FieldError(ErrorCode.BAD_USER_INPUT, refused.reason()));
            case Place.Java ignored -> answer.out().ascii("{}");
        }
    }

    private static void write(AnswerWriter answer, TypePlan element, Group.Entities group, int row) {
        var failure = group.rows.failure(group.plan, row);
        if (failure == null) {
            answer.object(element, group.rows, row);
        } else {
            answer.failed(element.nonNull(), failure);
        }
    }
}
