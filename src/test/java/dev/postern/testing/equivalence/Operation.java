package dev.postern.testing.equivalence;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request of a client.
 *
 * @param document the GraphQL text
 * @param operationName which operation of the document, null to leave it out
 * @param variables as JSON
 */
public record Operation(String document, @Nullable String operationName, Map<String, @Nullable Object> variables) {

    /** A document with one operation. */
    public static Operation of(String document, Map<String, @Nullable Object> variables) {
        return new Operation(document, null, variables);
    }

    /** The body of the POST. */
    Map<String, @Nullable Object> body() {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("query", document);
        if (operationName != null) {
            body.put("operationName", operationName);
        }
        body.put("variables", variables);
        return body;
    }
}
