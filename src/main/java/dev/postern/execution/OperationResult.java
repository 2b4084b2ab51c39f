package dev.postern.execution;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an operation.
 *
 * @param body {@code data} and {@code errors} as the specification has them, ready for a JSON writer
 * @param executed whether it began to run; if not, there are only {@code errors}
 */
public record OperationResult(Map<String, @Nullable Object> body, boolean executed) {}
