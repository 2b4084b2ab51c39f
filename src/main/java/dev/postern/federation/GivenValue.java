package dev.postern.federation;

import dev.postern.schema.FieldPath;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a representation says at a path. */
final class GivenValue {

    private GivenValue() {}

    /** Whether a representation says anything but null at a path, through objects only. */
    static boolean isThere(Map<?, ?> representation, FieldPath path) {
        @Nullable Object at = representation;
        for (var field : path.fields()) {
            at = at instanceof Map<?, ?> object ? object.get(field) : null;
        }
        return at != null;
    }

    /**
     * The value at the end of a path, null where it or what is around it is null.
     *
     * @throws Refusal when the path is not there
     */
    static @Nullable Object at(Map<?, ?> representation, List<String> path) {
        @Nullable Object at = representation;
        for (int i = 0; i < path.size() && at != null; i++) {
            if (!(at instanceof Map<?, ?> object) || !object.containsKey(path.get(i))) {
                throw new Refusal("The representation has no '" + String.join(".", path.subList(0, i + 1)) + "'.");
            }
            at = object.get(path.get(i));
        }
        return at;
    }
}
