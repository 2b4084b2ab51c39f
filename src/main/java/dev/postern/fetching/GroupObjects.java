package dev.postern.fetching;

import dev.postern.binding.FieldBinding;
import dev.postern.execution.FieldError;
import dev.postern.federation.Representations.Group;
import dev.postern.fetching.Completion.Rest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one group of representations.
 *
 * @param rests the row of each, as far as there is one: its representation's own, or one that says of which type it is
 * @param lookup what brings all of each, null where the rows are as good as any others
 */
record GroupObjects(List<Rest> rests, FieldBinding.@Nullable Nested lookup) {

    GroupObjects {
        rests = List.copyOf(rests);
    }

    /** Objects of one type; nobody looks for those of which nothing is selected. */
    static GroupObjects of(Group group, EntitySelection selected) {
        var rows = group.rows().all().stream().<Rest>map(Rest.Brought::new).toList();
        return new GroupObjects(rows, selected.isSelected(group.type().name()) ? group.entity() : null);
    }

    /** Members of an interface, once its statement has said of which type each is. */
    static GroupObjects ofInterface(Group group, EntitySelection selected, ReferenceAttempt attempt) {
        var entity = group.entity();
        if (entity == null) {
            throw new IllegalStateException(
                    "nothing says of which type a " + group.type().name() + " is");
        }
        var run = new EntityRun(entity, true);
        var parts = group.rows().all().stream()
                .map(row -> new ObjectPart(row, "", selected.objects()))
                .toList();
        var keys = new ArrayList<@Nullable ParentKey>();
        for (var part : parts) {
            var key = part.key(entity);
            keys.add(key);
            if (key != null) {
                run.add(key, List.of());
            }
        }
        var rests = run.run(attempt);
        return new GroupObjects(
                keys.stream()
                        .map(key -> key == null ? new Rest.Absent() : rests.apply(key))
                        .toList(),
                null);
    }

    /** What may lack something. */
    Stream<ObjectPart> parts(ObjectSelection selection) {
        return rests.stream()
                .filter(Rest.Brought.class::isInstance)
                .map(rest -> new ObjectPart(((Rest.Brought) rest).row(), "", selection, lookup));
    }

    /**
     * The objects.
     *
     * @param completions of the parts, in their order
     */
    List<Named> objects(Iterator<Completion> completions) {
        return rests.stream().map(rest -> object(rest, completions)).toList();
    }

    private Named object(Rest rest, Iterator<Completion> completions) {
        return switch (rest) {
            case Rest.Brought brought -> object(brought, completions.next());
            case Rest.Failed failed -> new Named(null, failed.failure().error());
            case Rest.Absent ignored -> Named.NONE;
            case Rest.None ignored -> Named.NONE;
        };
    }

    private Named object(Rest.Brought brought, Completion completion) {
        if (lookup == null) {
            return new Named(RowObject.of(brought.row(), completion), null);
        }
        return completion.rest() instanceof Rest.Failed failed
                ? new Named(null, failed.failure().error())
                : new Named(RowObject.lookedUp(brought.row(), completion), null);
    }

    /**
     * What came of a representation.
     *
     * @param object null where there is none
     * @param failure why not, null where there is no more to say
     */
    record Named(@Nullable RowObject object, @Nullable FieldError failure) {

        static final Named NONE = new Named(null, null);
    }
}
