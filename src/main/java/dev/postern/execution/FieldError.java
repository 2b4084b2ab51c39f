package dev.postern.execution;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a client is told of a field that could not be answered.
 *
 * @param code its kind
 * @param message one or two sentences; no SQL, no name of a table or a class
 * @param details further {@code extensions}, such as {@code constraint}
 */
public record FieldError(ErrorCode code, String message, Map<String, Object> details) {

    public FieldError {
        details = Map.copyOf(details);
    }

    public FieldError(ErrorCode code, String message) {
        this(code, message, Map.of());
    }

    /** All of {@code extensions}: {@code code}, {@code errorType} and the details. */
    public Map<String, Object> extensions() {
        var extensions = new TreeMap<String, Object>(details);
        extensions.put("code", code.name());
        extensions.put("errorType", code.errorType());
        return extensions;
    }
}
