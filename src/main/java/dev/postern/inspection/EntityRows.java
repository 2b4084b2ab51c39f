package dev.postern.inspection;

import dev.postern.binding.Bindings;
import dev.postern.binding.FieldBinding;
import dev.postern.statement.SqlStatement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rows of entities' statements, which complete rows that lack something. */
final class EntityRows {

    private final Bindings bindings;
    private final Map<SqlStatement, InspectedStatement> inspected;
    private final Set<List<String>> looked = new HashSet<>();

    EntityRows(Bindings bindings, Map<SqlStatement, InspectedStatement> inspected) {
        this.bindings = bindings;
        this.inspected = inspected;
    }

    /** What completes an object: the first one all of whose keys its row has, null when there is none. */
    FieldBinding.@Nullable Nested of(String typeName, Predicate<String> has) {
        return bindings.entities(typeName).stream()
                .filter(entity -> entity.keys().stream().allMatch(has))
                .findFirst()
                .orElse(null);
    }

    /** What else to do about a column that a row lacks, empty where nothing could complete it. */
    String cure(String typeName) {
        var entities = bindings.entities(typeName);
        return entities.isEmpty()
                ? ""
                : ", or " + String.join(", ", entities.getFirst().keys()) + " for "
                        + entities.getFirst().coordinate();
    }

    /**
     * The texts of a statement in which nobody has looked for something yet.
     *
     * @param what a field, or one of its keys
     */
    List<Prepared> unseen(FieldBinding.Nested entity, String what) {
        var statement = inspected.get(entity.statement());
        return statement == null || !looked.add(List.of(entity.coordinate(), what)) ? List.of() : statement.prepared();
    }
}
