package dev.postern.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may ask at all.
 *
 * @param anonymous whether somebody without a token and a key is answered; default true where neither is set up, else false
 */
@ConfigurationProperties(prefix = "postern.identity")
public record IdentityProperties(@Nullable Boolean anonymous) {

    boolean mayBeAnonymous(boolean isAnythingSetUp) {
        return anonymous == null ? !isAnythingSetUp : anonymous;
    }
}
