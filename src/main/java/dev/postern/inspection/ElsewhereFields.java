package dev.postern.inspection;

import dev.postern.binding.Bindings;
import dev.postern.binding.EntityType;
import dev.postern.binding.FieldBinding;
import dev.postern.schema.Federation;
import dev.postern.schema.FieldPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What other services answer, so that no row here need have it. */
final class ElsewhereFields {

    private final Federation federation;
    private final Map<FieldBinding, List<FieldPath>> named = new HashMap<>();

    ElsewhereFields(Bindings bindings) {
        this.federation = bindings.federation();
        for (var binding : bindings.all()) {
            if (binding instanceof FieldBinding.Entities entities) {
                entities.types().values().forEach(this::addNamed);
            }
        }
    }

    private void addNamed(EntityType type) {
        for (var known : type.keys()) {
            var entity = known.entity();
            if (entity != null) {
                named.putIfAbsent(entity, known.paths());
            }
        }
    }

    /** The key by which other services name what an entity brings, empty where none does. */
    List<FieldPath> namedBy(FieldBinding entity) {
        return named.getOrDefault(entity, List.of());
    }

    /** Whether a field is {@code @external}. */
    boolean answers(FieldBinding field) {
        return federation.external().contains(field.coordinate());
    }

    /** The keys of a field without those that another service says because the field requires them. */
    List<String> without(FieldBinding.Nested nested, Predicate<String> isHere) {
        var required = federation.required().getOrDefault(nested.coordinate(), List.of());
        return nested.keys().stream()
                .filter(key -> isHere.test(key) || required.stream().noneMatch(path -> path.isIn(key)))
                .toList();
    }
}
