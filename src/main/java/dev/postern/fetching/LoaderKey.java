package dev.postern.fetching;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What parents have in common whose fields one run can answer.
 *
 * @param level the field's distance from the root
 * @param coordinate the field
 * @param parameters arguments and selection, equal by content
 */
record LoaderKey(int level, String coordinate, Map<String, @Nullable Object> parameters) {

    LoaderKey {
        var equal = new HashMap<String, @Nullable Object>();
        parameters.forEach((name, value) -> equal.put(name, byContent(value)));
        parameters = Collections.unmodifiableMap(equal);
    }

    /** Arrays are equal only to themselves, and each parent's arguments are coerced anew. */
    private static @Nullable Object byContent(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case byte[] bytes -> ByteBuffer.wrap(bytes);
            case List<?> list -> list.stream().map(LoaderKey::byContent).toList();
            default -> value;
        };
    }
}
