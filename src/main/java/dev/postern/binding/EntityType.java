package dev.postern.binding;

import dev.postern.schema.FieldPath;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How other services name objects of a type; immutable.
 *
 * @param name of the type
 * @param java whether a Java entity fetcher brings its objects
 * @param keys in the order in which the SDL has them, none where Java brings them
 * @param required what another service has to say for a field with {@code @requires}, by the field's name
 */
public record EntityType(String name, boolean java, List<KnownBy> keys, Map<String, List<FieldPath>> required) {

    public EntityType {
        keys = List.copyOf(keys);
        required = Map.copyOf(required);
    }

    /** How many statements it can take to look its objects up. */
    public int statements() {
        return Math.toIntExact(keys.stream()
                .map(KnownBy::entity)
                .filter(Objects::nonNull)
                .distinct()
                .count());
    }
}
