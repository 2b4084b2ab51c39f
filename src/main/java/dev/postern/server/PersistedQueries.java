package dev.postern.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.postern.execution.ErrorCode;
import dev.postern.execution.FieldError;
import dev.postern.execution.FieldException;
import dev.postern.identity.Sha256;

/**
 * Documents by their SHA-256, which a client may send instead once it has sent the document.
 *
 * <p>It saves bandwidth and guards nothing: whoever may send a document may have it kept. Safe for use by several threads.
 * Source: https://www.apollographql.com/docs/apollo-server/performance/apq, the protocol of Apollo's clients.
 */
final class PersistedQueries {

    /** Characters of documents, the measure of what is kept; with them 4 MB at the most. */
    private static final long CHARACTERS = 2_000_000;

    /** What an entry costs besides its document. */
    private static final int ENTRY = 200;

    private final boolean isOn;
    private final Cache<String, String> documents = Caffeine.newBuilder()
            .maximumWeight(CHARACTERS)
            .<String, String>weigher((hash, document) -> document.length() + ENTRY)
            .build();

    PersistedQueries(boolean isOn) {
        this.isOn = isOn;
    }

    /**
     * The document of an operation.
     *
     * @throws FieldException in the protocol's own words, when it has only a hash and that is not known
     * @throws RequestFault when the hash is another document's
     */
    String document(SentOperation sent) {
        var query = sent.query();
        var hash = sent.hash();
        if (query != null && (hash == null || !isOn)) {
            return query;
        }
        if (!isOn || hash == null) {
            throw new FieldException(
                    new FieldError(ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED, "PersistedQueryNotSupported"), null);
        }
        if (query != null) {
            requireMatch(query, hash);
            return query;
        }
        var known = documents.getIfPresent(hash);
        if (known == null) {
            throw notFound();
        }
        return known;
    }

    /** What Apollo's clients take for an invitation to send the document as well. */
    static FieldException notFound() {
        return new FieldException(new FieldError(ErrorCode.PERSISTED_QUERY_NOT_FOUND, "PersistedQueryNotFound"), null);
    }

    /** Remembers the document of an operation that came with both, after it was found to be within the limits. */
    void keep(SentOperation sent) {
        if (isOn && sent.hash() != null && sent.query() != null) {
            documents.put(sent.hash(), sent.query());
        }
    }

    /** @throws RequestFault when the hash is not that of the document */
    static void requireMatch(String query, String hash) {
        if (!Sha256.hexadecimal(query).equals(hash)) {
            throw RequestFault.input(
                    "The \"sha256Hash\" is not that of the query: lower-case hexadecimal is expected.");
        }
    }
}
