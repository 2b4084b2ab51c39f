package dev.postern.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import tools.jackson.core.JacksonException;

/**
 * Who may ask at all.
 *
 * @param anonymous whether somebody without a token and a key is answered; default true where neither is set up, else false
 * @param developmentClaims what somebody without a token and a key is taken to claim in development, as a JSON object; default
 *     nothing
 */
@ConfigurationProperties(prefix = "postern.identity")
public record IdentityProperties(
        @Nullable Boolean anonymous, @Nullable String developmentClaims) {

    boolean mayBeAnonymous(boolean isAnythingSetUp) {
        return anonymous == null ? !isAnythingSetUp : anonymous;
    }

    /**
     * Whoever presents nothing.
     *
     * @param isDevelopment whether what is for development holds
     * @throws IdentityException when the claims are no JSON object
     */
    Caller nobody(boolean isDevelopment, ClaimNames names) {
        if (developmentClaims == null) {
            return Caller.ANONYMOUS;
        }
        try {
            var caller = names.caller(ClaimsText.read(developmentClaims));
            return isDevelopment ? caller : Caller.ANONYMOUS;
        } catch (JacksonException malformed) {
            throw new IdentityException(
                    "postern.identity.development-claims is no JSON object, such as {\"sub\": \"ann\", \"company\": 7}.",
                    malformed);
        }
    }
}
