package dev.postern.federation;

import dev.postern.binding.FieldBinding;
import dev.postern.binding.KnownBy;
import dev.postern.statement.PostgresType;
import dev.postern.statement.SqlStatement;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The types in which statements will take what representations give. */
final class TakenTypes {

    private static final Set<String> TEXTS = Set.of("text", "varchar");

    private final Map<String, PostgresType> types = new HashMap<>();

    /** The entity's statement goes first; among the others one that takes no text, because that is what the key is stored as. */
    TakenTypes(
            KnownBy known,
            Collection<FieldBinding> fields,
            Function<SqlStatement, Map<String, PostgresType>> keyTypes) {
        for (var field : fields) {
            if (field instanceof FieldBinding.Nested nested) {
                keyTypes.apply(nested.statement()).forEach(this::add);
            }
        }
        if (known.entity() != null) {
            types.putAll(keyTypes.apply(known.entity().statement()));
        }
    }

    private void add(String column, PostgresType type) {
        types.merge(column, type, (first, other) -> TEXTS.contains(first.name()) ? other : first);
    }

    /** Null where no statement takes it. */
    @Nullable
    PostgresType of(String column) {
        return types.get(column);
    }
}
