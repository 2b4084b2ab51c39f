package dev.postern.binding;

import dev.postern.schema.FieldPath;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One key by which other services name objects of a type; immutable.
 *
 * @param paths its fields, at least one
 * @param entity the statement that brings the objects, null where nothing but the key is known of them
 */
public record KnownBy(List<FieldPath> paths, FieldBinding.@Nullable Nested entity) {

    public KnownBy {
        paths = List.copyOf(paths);
    }

    /** As a message shows it: {@code 'sku' and 'package'}. */
    public String display() {
        return paths.stream().map(path -> "'" + path + "'").collect(Collectors.joining(" and "));
    }
}
