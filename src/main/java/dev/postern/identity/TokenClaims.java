package dev.postern.identity;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** The claims of a token as they stood in its JSON. */
final class TokenClaims {

    private TokenClaims() {}

    /** Spring makes objects of times and of the issuer; here they are numbers and text again. */
    static Map<String, @Nullable Object> of(Jwt token) {
        var claims = new LinkedHashMap<String, @Nullable Object>();
        token.getClaims().forEach((name, value) -> claims.put(name, plain(value)));
        return claims;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Instant time -> time.getEpochSecond();
            case Map<?, ?> object -> {
                var plain = new LinkedHashMap<String, @Nullable Object>();
                object.forEach((name, inner) -> plain.put(String.valueOf(name), plain(inner)));
                yield plain;
            }
            case List<?> list -> list.stream().map(TokenClaims::plain).toList();
            case String text -> text;
            case Number number -> number;
            case Boolean truth -> truth;
            default -> value.toString();
        };
    }
}
