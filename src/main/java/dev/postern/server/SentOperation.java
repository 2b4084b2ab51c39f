package dev.postern.server;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An operation as a client sent it.
 *
 * @param query the document, null where only its id or its hash came
 * @param documentId of a registered document, null where there is none
 * @param operationName which of the document's operations, null when there is only one
 * @param variables as JSON has them
 * @param operationId of {@code extensions}, by which answers on a shared stream are told apart; null where there is none
 * @param hash of {@code extensions.persistedQuery}, null where there is none; never null together with the query and the id
 */
record SentOperation(
        @Nullable String query,
        @Nullable String documentId,
        @Nullable String operationName,
        Map<String, @Nullable Object> variables,
        @Nullable String operationId,
        @Nullable String hash) {}
