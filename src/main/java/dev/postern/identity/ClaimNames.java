package dev.postern.identity;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The claims that say what a caller may do.
 *
 * @param scope the claim with the scopes, null for {@code scope} and, where there is none, {@code scp}
 * @param policy the claim with the policies
 */
record ClaimNames(@Nullable String scope, String policy) {

    Caller caller(Map<String, @Nullable Object> claims) {
        var scopes = claims.get(scope == null ? "scope" : scope);
        return Caller.of(
                claims, words(scopes == null && scope == null ? claims.get("scp") : scopes), words(claims.get(policy)));
    }

    /** A text with spaces or a list, as the issuers of tokens write it. Source: RFC 8693, section 4.2. */
    private static Set<String> words(@Nullable Object claim) {
        return switch (claim) {
            case null -> Set.of();
            case String text -> words(Arrays.stream(text.split(" ")));
            case Collection<?> list -> words(list.stream().map(String::valueOf));
            default -> Set.of();
        };
    }

    private static Set<String> words(Stream<String> words) {
        return words.filter(word -> !word.isBlank()).collect(Collectors.toUnmodifiableSet());
    }
}
