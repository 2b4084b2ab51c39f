package dev.postern.binding;

import dev.postern.finding.Finding;
import dev.postern.schema.Federation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What answers each field of a schema; immutable.
 *
 * @param byCoordinate every field of every object type
 * @param totals what counts all rows of a connection, by the coordinate of the field that is one
 * @param entities what brings whole objects by their keys, by the objects' type, in the order of the statements' names
 * @param federation what other services answer, and have to say
 * @param findings the faults of those that nothing could be bound to, and warnings
 */
public record Bindings(
        Map<String, FieldBinding> byCoordinate,
        Map<String, FieldBinding> totals,
        Map<String, List<FieldBinding.Nested>> entities,
        Federation federation,
        List<Finding> findings) {

    public Bindings {
        byCoordinate = Map.copyOf(new TreeMap<>(byCoordinate));
        totals = Map.copyOf(totals);
        entities = Map.copyOf(entities);
        findings = List.copyOf(findings);
    }

    /** What brings whole objects of a type, none where nothing does. */
    public List<FieldBinding.Nested> entities(String typeName) {
        return entities.getOrDefault(typeName, List.of());
    }

    /** What brings whole objects, of any type. */
    public List<FieldBinding.Nested> allEntities() {
        return entities.values().stream().flatMap(List::stream).toList();
    }

    /** All of them. */
    public Collection<FieldBinding> all() {
        return byCoordinate.values();
    }
}
