package dev.postern.identity;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is kept: by its hash alone.
 *
 * <p>A key has 256 random bits, so that one SHA-256 is enough: there is nothing to be guessed.
 *
 * @param name whose it is, which becomes the claim {@code sub}
 * @param scopes what it may do, which its claims say too
 * @param claims further ones
 */
public record ApiKey(String name, List<String> scopes, Map<String, @Nullable Object> claims) {

    private static final String PREFIX = "postern_";
    private static final int BYTES = 32;

    public ApiKey {
        scopes = List.copyOf(scopes);
    }

    /** A new key, which nobody else has. */
    public static String random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is kept of a key: its SHA-256 in lower-case hexadecimal. */
    public static String hash(String key) {
        return Sha256.hexadecimal(key);
    }

    Caller caller(ClaimNames names) {
        var all = new LinkedHashMap<String, @Nullable Object>(claims);
        all.put("sub", name);
        all.put("scope", String.join(" ", scopes));
        return Caller.of(all, Set.copyOf(scopes), names.caller(claims).policies());
    }
}
