package dev.postern.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one request asks for.
 *
 * @param operations at least one
 * @param isBatch whether they came as a list, which is answered by one
 * @param idempotencyKey the header of this name as it was sent, null where there is none
 */
record SentRequest(
        List<SentOperation> operations,
        boolean isBatch,
        @Nullable String idempotencyKey) {}
