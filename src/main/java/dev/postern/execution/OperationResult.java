package dev.postern.execution;

import java.nio.ByteBuffer;

/**
 * The answer to an operation.
 *
 * @param body JSON with {@code data} and {@code errors} as the specification has them
 * @param executed whether it began to run; if not, there are only {@code errors}
 * @param failed whether there are {@code errors}
 * @param replayed whether it was kept of an earlier request
 */
public record OperationResult(ByteBuffer body, boolean executed, boolean failed, boolean replayed) {}
