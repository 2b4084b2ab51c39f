package dev.postern.identity;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who asks, as far as it was verified. Immutable and safe for use by several threads.
 *
 * @param isAuthenticated whether it is somebody that is known, by a token or a key
 * @param claims by name: {@code String}, {@code Long}, {@code Double}, {@code Boolean}, {@code Map}, {@code List}, null; times
 *     in seconds since 1970
 * @param scopes what it may do
 * @param policies what it was found to fulfil
 * @param json the claims as JSON
 * @param lasting the claims as JSON without those that change when a token is renewed: the same for the same caller
 */
public record Caller(
        boolean isAuthenticated,
        Map<String, @Nullable Object> claims,
        Set<String> scopes,
        Set<String> policies,
        String json,
        String lasting) {

    /** Nobody in particular. */
    public static final Caller ANONYMOUS = new Caller(false, Map.of(), Set.of(), Set.of(), "{}", "");

    private static final Set<String> PASSING =
            Set.of("exp", "iat", "nbf", "jti", "auth_time", "nonce", "at_hash", "sid");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Somebody with claims. */
    static Caller of(Map<String, @Nullable Object> claims, Set<String> scopes, Set<String> policies) {
        var all = new TreeMap<String, @Nullable Object>(claims);
        var lasting = new TreeMap<String, @Nullable Object>(claims);
        lasting.keySet().removeAll(PASSING);
        return new Caller(
                true,
                Collections.unmodifiableMap(all),
                Set.copyOf(scopes),
                Set.copyOf(policies),
                JSON.writeValueAsString(all),
                JSON.writeValueAsString(lasting));
    }

    /** Without what is personal. */
    @Override
    public String toString() {
        return isAuthenticated ? "an authenticated caller" : "an anonymous caller";
    }
}
