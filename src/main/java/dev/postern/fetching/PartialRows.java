package dev.postern.fetching;

import dev.postern.binding.Bindings;
import dev.postern.binding.FieldBinding;
import dev.postern.fetching.Completion.Rest;
import dev.postern.statement.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The completion of rows that lack what is selected of them, by the {@code entity} statements of their types.
 *
 * <p>It runs where rows have just come, and not in a DataLoader, whose level has been dispatched by then.
 */
record PartialRows(Bindings bindings, ReferenceAttempt attempt) {

    /** What completes the rows of one parent, or of none. */
    Completions complete(List<Row> rows, ObjectSelection selection) {
        return complete(Map.of(selection, rows)).getOrDefault(selection, Completions.NONE);
    }

    /** The same for rows that are looked at by several selections, with one run for all of them. */
    Map<ObjectSelection, Completions> complete(Map<ObjectSelection, List<Row>> rows) {
        var parts = new ArrayList<ObjectPart>();
        rows.forEach((selection, looked) -> {
            if (!looked.isEmpty() && mayLack(new ObjectPart(looked.getFirst(), "", selection))) {
                looked.forEach(row -> parts.add(new ObjectPart(row, "", selection)));
            }
        });
        var completions = complete(parts);
        var bySelection = new HashMap<ObjectSelection, Map<Row, Completion>>();
        for (int i = 0; i < parts.size(); i++) {
            bySelection
                    .computeIfAbsent(parts.get(i).selection(), ignored -> new HashMap<>())
                    .put(parts.get(i).row(), completions.get(i));
        }
        var completed = new HashMap<ObjectSelection, Completions>();
        bySelection.forEach((selection, byRow) -> completed.put(selection, new Completions(byRow)));
        return completed;
    }

    /** Whether some rows with these columns lack something, whatever is in them. */
    private boolean mayLack(ObjectPart any) {
        for (var typeName : any.selection().byType().keySet()) {
            var part = new ObjectPart(any.row(), any.prefix(), any.selection().of(typeName));
            if (entity(part) != null && !part.missing().isEmpty()) {
                return true;
            }
            if (part.chosen().stream().map(part::part).anyMatch(inner -> inner != null && mayLack(inner))) {
                return true;
            }
        }
        return false;
    }

    /** The first one whose keys a row has. */
    private FieldBinding.@Nullable Nested entity(ObjectPart part) {
        return bindings.entities(part.typeName()).stream()
                .filter(entity -> part.hasAll(entity.keys()))
                .findFirst()
                .orElse(null);
    }

    /** One completion for each; what objects hold is looked at when it is known that they are there. */
    List<Completion> complete(List<ObjectPart> parts) {
        if (parts.isEmpty()) {
            return List.of();
        }
        var rests = rests(parts);
        var inside = new ArrayList<Map<String, ObjectPart>>();
        for (int i = 0; i < parts.size(); i++) {
            inside.add(inside(parts.get(i), rests.get(i)));
        }
        var completed = complete(
                        inside.stream().flatMap(held -> held.values().stream()).toList())
                .iterator();
        var completions = new ArrayList<Completion>();
        for (int i = 0; i < parts.size(); i++) {
            var fields = new HashMap<String, Completion>();
            inside.get(i).keySet().forEach(label -> fields.put(label, completed.next()));
            completions.add(new Completion(rests.get(i), fields));
        }
        return completions;
    }

    private static Map<String, ObjectPart> inside(ObjectPart part, Rest rest) {
        return switch (rest) {
            case Rest.Absent ignored -> Map.of();
            case Rest.Brought brought -> part.parts(brought.row());
            case Rest.Failed ignored -> part.parts(null);
            case Rest.None ignored -> part.parts(null);
        };
    }

    private List<Rest> rests(List<ObjectPart> parts) {
        var runs = new LinkedHashMap<FieldBinding.Nested, EntityRun>();
        var needs = new ArrayList<@Nullable Need>();
        for (var part : parts) {
            var need = need(part);
            needs.add(need);
            if (need != null && need.key() != null) {
                runs.computeIfAbsent(need.entity(), EntityRun::new).add(need.key(), need.missing());
            }
        }
        var results = new HashMap<FieldBinding.Nested, Function<ParentKey, Rest>>();
        runs.forEach((entity, run) -> results.put(entity, run.run(attempt)));
        return needs.stream().map(need -> rest(need, results)).toList();
    }

    private record Need(
            FieldBinding.Nested entity, @Nullable ParentKey key, List<FieldBinding> missing) {}

    /** Null where the row is whole, or nothing can complete it. */
    private @Nullable Need need(ObjectPart part) {
        if (part.lookup() != null) {
            return new Need(part.lookup(), part.key(part.lookup()), part.missing());
        }
        var entity = entity(part);
        var missing = entity == null ? List.<FieldBinding>of() : part.missing();
        return entity == null || missing.isEmpty() ? null : new Need(entity, part.key(entity), missing);
    }

    /** An object with a null in its key is not there. */
    private static Rest rest(@Nullable Need need, Map<FieldBinding.Nested, Function<ParentKey, Rest>> results) {
        if (need == null) {
            return Completion.NONE.rest();
        }
        var brought = results.get(need.entity());
        return need.key() == null || brought == null ? new Rest.Absent() : brought.apply(need.key());
    }
}
