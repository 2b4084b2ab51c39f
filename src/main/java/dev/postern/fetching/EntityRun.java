package dev.postern.fetching;

import dev.postern.binding.FieldBinding;
import dev.postern.binding.NeededColumns;
import dev.postern.execution.FieldException;
import dev.postern.execution.InternalErrors;
import dev.postern.fetching.Completion.Rest;
import dev.postern.statement.Row;
import dev.postern.statement.Selection;
import dev.postern.statement.StatementCall;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One run of an entity's statement, for all objects that need it. */
final class EntityRun {

    private final FieldBinding.Nested entity;
    private final boolean isAbstract;
    private final Set<ParentKey> keys = new LinkedHashSet<>();
    private final Set<FieldBinding> missing = new LinkedHashSet<>();

    EntityRun(FieldBinding.Nested entity) {
        this(entity, false);
    }

    /** @param isAbstract whether its rows say of which type they are, and have what tells them apart */
    EntityRun(FieldBinding.Nested entity, boolean isAbstract) {
        this.entity = entity;
        this.isAbstract = isAbstract;
    }

    /** @param fields that an object's own row cannot answer */
    void add(ParentKey key, Collection<FieldBinding> fields) {
        keys.add(key);
        missing.addAll(fields);
    }

    /** What is brought for each key; a failure is that of the fields that are missing, and of no others. */
    Function<ParentKey, Rest> run(ReferenceAttempt attempt) {
        try {
            var rows = new KeyedRows(entity, attempt.query(entity, call(attempt)));
            return key -> rest(rows.of(key));
        } catch (FieldException failure) {
            return key -> new Rest.Failed(failure);
        }
    }

    private StatementCall call(ReferenceAttempt attempt) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("claims", attempt.claims());
        parameters.put("keys", ParentKey.columns(entity.keys(), keys));
        if (entity.takesSelection()) {
            parameters.put("selection", new Selection(Set.of()));
        }
        var needed = isAbstract ? NeededColumns.ALL : NeededColumns.of(missing, false);
        return new StatementCall(entity.statement(), parameters, needed.wanted());
    }

    private Rest rest(List<Row> rows) {
        return switch (rows.size()) {
            case 0 -> new Rest.Absent();
            case 1 -> new Rest.Brought(rows.getFirst());
            default ->
                new Rest.Failed(new FieldException(
                        InternalErrors.report(
                                entity.coordinate() + " is no list, and " + rows.size() + " rows came for one key"),
                        null));
        };
    }
}
