package dev.postern.schema;

import java.util.List;

/**
 * One {@code @key} of a type; immutable.
 *
 * @param fieldSet the fields as the SDL has them, {@code sku study { caseNumber }}
 * @param resolvable whether other services may ask for objects by it
 * @param paths its leaves, in the order in which they stand
 */
public record EntityKey(String fieldSet, boolean resolvable, List<FieldPath> paths) {

    public EntityKey {
        paths = List.copyOf(paths);
    }
}
