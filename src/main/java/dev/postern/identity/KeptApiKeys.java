package dev.postern.identity;

import dev.postern.statement.ApiKeyTable;
import dev.postern.statement.StatementException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** API keys in a table, which is asked for each request, so that a row that is deleted is a key that is revoked. */
final class KeptApiKeys implements ApiKeys {

    private static final Logger LOG = LoggerFactory.getLogger(KeptApiKeys.class);

    private final ApiKeyTable table;

    /** @throws IdentityException when it cannot be asked */
    KeptApiKeys(ApiKeyTable table, String name) {
        this.table = table;
        try {
            table.find("");
        } catch (StatementException absent) {
            throw new IdentityException(
                    "postern.identity.api-keys.table is '" + name + "', and cannot be asked: "
                            + absent.refusal().message() + ". docs/security.md has the migration that makes it.",
                    absent);
        }
    }

    @Override
    public @Nullable ApiKey find(String hash) {
        try {
            return table.find(hash)
                    .map(kept -> new ApiKey(kept.name(), kept.scopes(), ClaimsText.read(kept.claims())))
                    .orElse(null);
        } catch (StatementException | JacksonException failure) {
            LOG.warn("The API keys cannot be read: {}", failure.getMessage());
            throw new UnidentifiedException(
                    UnidentifiedException.Reason.UNAVAILABLE, "API keys cannot be verified at the moment.");
        }
    }
}
