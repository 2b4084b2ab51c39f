package dev.postern.inspection;

import dev.postern.binding.Bindings;
import dev.postern.binding.FieldBinding;
import dev.postern.schema.Federation;
import dev.postern.schema.FieldPath;
import java.util.List;
import java.util.function.Predicate;

/** What other services answer, so that no row here need have it. */
final class ElsewhereFields {

    private final Federation federation;

    ElsewhereFields(Bindings bindings) {
        this.federation = bindings.federation();
    }

    /** Whether a field is {@code @external}. */
    boolean answers(FieldBinding field) {
        return federation.external().contains(field.coordinate());
    }

    /** The keys of a field without those that another service says because the field requires them. */
    List<String> without(FieldBinding.Nested nested, Predicate<String> isHere) {
        var required = federation.required().getOrDefault(nested.coordinate(), List.of());
        return nested.keys().stream()
                .filter(key -> isHere.test(key) || required.stream().noneMatch(path -> isKey(key, path)))
                .toList();
    }

    /** A list is one key, whatever is required of its elements. */
    private static boolean isKey(String key, FieldPath path) {
        return path.column().equals(key) || path.column().startsWith(key + "_");
    }
}
