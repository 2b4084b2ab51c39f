package dev.postern.execution;

import dev.postern.identity.Caller;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An operation that a client asks for.
 *
 * @param document the GraphQL text
 * @param operationName which of its operations, null when there is only one
 * @param variables as JSON has them: exact numbers, {@code String}, {@code Boolean}, {@code Map}, {@code List}, null
 * @param caller who asks
 */
public record OperationRequest(
        String document, @Nullable String operationName, Map<String, @Nullable Object> variables, Caller caller) {

    public OperationRequest {
        variables = Collections.unmodifiableMap(variables);
    }
}
