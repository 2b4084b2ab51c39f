package dev.postern.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.postern.document.DocumentMode;
import dev.postern.document.TrustedDocuments;
import dev.postern.execution.ErrorCode;
import dev.postern.execution.FieldError;
import dev.postern.execution.FieldException;
import dev.postern.execution.OperationRequest;
import dev.postern.identity.Sha256;
import dev.postern.plan.Plans;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which document a request runs: its own, one that it names by an id or a hash, or none where only registered ones run.
 *
 * <p>Safe for use by several threads. Source for the ids:
 * https://github.com/graphql/graphql-over-http/blob/main/spec/Appendix%20A%20--%20Persisted%20Documents.md
 */
public final class DocumentPolicy {

    private static final Logger LOG = LoggerFactory.getLogger(DocumentPolicy.class);

    /** Unregistered documents whose line in the log is not repeated. */
    private static final int NAMED = 1_000;

    private final TrustedDocuments trusted;
    private final DocumentMode mode;
    private final Set<String> hidden;
    private final PersistedQueries persisted;
    private final Cache<String, Boolean> named =
            Caffeine.newBuilder().maximumSize(NAMED).build();

    /**
     * @param remembers whether clients may have documents remembered that are not registered
     * @param hidden the fields that tell of the schema, and are not answered
     */
    public DocumentPolicy(TrustedDocuments trusted, DocumentMode mode, boolean remembers, Set<String> hidden) {
        this.hidden = Set.copyOf(hidden);
        this.trusted = trusted;
        this.mode = mode;
        this.persisted = new PersistedQueries(remembers && mode != DocumentMode.ONLY);
    }

    /**
     * The document of an operation; where it came with its id, the document itself counts.
     *
     * @throws FieldException when it is not known, or may not run
     * @throws RequestFault when it came with the hash of another one
     */
    String document(SentOperation sent) {
        var id = sent.documentId() == null ? sent.hash() : sent.documentId();
        var known = sent.query() != null || id == null || mode == DocumentMode.OFF ? null : trusted.text(id);
        if (known != null) {
            return known;
        }
        return switch (mode) {
            case ONLY -> registered(sent);
            case LOG -> named(any(sent));
            case OFF, PREFER -> any(sent);
        };
    }

    /**
     * Refuses a document that asks for the schema where it is not told.
     *
     * @throws FieldException in the words of a field that is not there
     */
    void requireTold(Plans plans, OperationRequest operation) {
        if (hidden.isEmpty()) {
            return;
        }
        for (var name : plans.metaFields(operation.document(), operation.operationName())) {
            if (hidden.contains(name)) {
                var message = name.equals("_service") ? "The SDL is not told here." : "Introspection is off here.";
                throw new FieldException(new FieldError(ErrorCode.GRAPHQL_VALIDATION_FAILED, message), null);
            }
        }
    }

    /** Remembers the document of an operation that came with its hash, after it was found to be within the limits. */
    void keep(SentOperation sent) {
        persisted.keep(sent);
    }

    private String registered(SentOperation sent) {
        var query = sent.query();
        if (query == null) {
            throw PersistedQueries.notFound();
        }
        if (!trusted.contains(query)) {
            throw new FieldException(
                    new FieldError(
                            ErrorCode.QUERY_NOT_IN_SAFELIST,
                            "The document is not registered here, and no other may be sent."),
                    null);
        }
        if (sent.hash() != null) {
            PersistedQueries.requireMatch(query, sent.hash());
        }
        return query;
    }

    private String any(SentOperation sent) {
        if (sent.query() == null && sent.documentId() != null && mode != DocumentMode.OFF) {
            throw PersistedQueries.notFound();
        }
        return persisted.document(sent);
    }

    /** By its hash: what is in it may be somebody's data. */
    private String named(String document) {
        if (!trusted.contains(document)) {
            var hash = Sha256.hexadecimal(document);
            if (named.asMap().putIfAbsent(hash, true) == null) {
                LOG.info("A document that is not registered was sent: sha256:{}", hash);
                LOG.debug("sha256:{} is {}", hash, document);
            }
        }
        return document;
    }
}
