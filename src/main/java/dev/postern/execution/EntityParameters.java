package dev.postern.execution;

import dev.postern.binding.FieldBinding;
import dev.postern.statement.Selection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an entity's statement is given: keys and who asks, and nothing else of a client's. */
final class EntityParameters {

    private EntityParameters() {}

    static Map<String, @Nullable Object> of(FieldBinding.Nested entity, KeyTable keys, OperationInput input) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("claims", input.claims());
        parameters.put("keys", keys.columns(entity.keys()));
        parameters.put("selection", new Selection(Set.of()));
        return parameters;
    }
}
