package dev.postern.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.postern.identity.UnidentifiedException.Reason;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * The verification of JSON web tokens, each once: a token that was good is remembered until it ends, by its hash, and for five
 * minutes at the most, which is how long a key that was withdrawn may still be good.
 *
 * <p>Safe for use by several threads. Source: https://www.rfc-editor.org/rfc/rfc8725, the current practice for tokens.
 */
final class TokenVerifier {

    private static final Logger LOG = LoggerFactory.getLogger(TokenVerifier.class);
    private static final int TOKENS = 10_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final String ANY = "*";

    /** Source: RFC 9068, section 2.1. */
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private static final MappedJwtClaimSetConverter CLAIMS = MappedJwtClaimSetConverter.withDefaults(Map.of());

    private final NimbusJwtDecoder decoder;
    private final ClaimNames names;
    private final Duration clockSkew;
    private final Cache<ByteBuffer, Verified> verified = Caffeine.newBuilder()
            .maximumSize(TOKENS)
            .expireAfter(Expiry.<ByteBuffer, Verified>creating((hash, token) -> token.remaining()))
            .build();

    /** Whether a key was ever to be had. */
    private volatile boolean hasVerified;

    /** A caller until when the token ends. */
    private record Verified(Caller caller, Instant end) {

        Duration remaining() {
            var left = Duration.between(Instant.now(), end);
            return left.isNegative() ? Duration.ZERO : left.compareTo(REMEMBERED) < 0 ? left : REMEMBERED;
        }
    }

    TokenVerifier(
            JWSKeySelector<SecurityContext> keys,
            String issuer,
            List<String> audience,
            Duration clockSkew,
            ClaimNames names) {
        this.names = names;
        this.clockSkew = clockSkew;
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(keys);
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null));
        // the claims are for the validators below
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        this.decoder = new NimbusJwtDecoder(processor);
        this.decoder.setClaimSetConverter(TokenVerifier::claims);
        this.decoder.setJwtValidator(validator(issuer, audience, clockSkew));
    }

    static TokenVerifier of(TokenProperties properties) {
        return new TokenVerifier(
                TokenKeys.of(properties),
                Objects.requireNonNull(properties.issuer()),
                properties.audience(),
                properties.clockSkew(),
                properties.claimNames());
    }

    private static OAuth2TokenValidator<Jwt> validator(String issuer, List<String> audience, Duration clockSkew) {
        var validators = new ArrayList<OAuth2TokenValidator<Jwt>>();
        var time = new JwtTimestampValidator(clockSkew);
        time.setAllowEmptyExpiryClaim(false);
        validators.add(time);
        if (!issuer.equals(ANY)) {
            validators.add(new JwtClaimValidator<Object>(
                    JwtClaimNames.ISS, actual -> actual != null && issuer.equals(actual.toString())));
        }
        if (!audience.contains(ANY)) {
            validators.add(new JwtClaimValidator<List<String>>(
                    JwtClaimNames.AUD,
                    actual -> actual != null && actual.stream().anyMatch(audience::contains)));
        }
        return new DelegatingOAuth2TokenValidator<>(validators);
    }

    /** Spring's converter makes up a time of issue where there is none. */
    private static Map<String, Object> claims(Map<String, Object> sent) {
        var claims = CLAIMS.convert(sent);
        if (!sent.containsKey(JwtClaimNames.IAT)) {
            claims.remove(JwtClaimNames.IAT);
        }
        return claims;
    }

    /**
     * The caller that a token speaks for.
     *
     * @throws UnidentifiedException when it is not good, or the issuer's keys are not to be had
     */
    Caller verify(String token) {
        var hash = ByteBuffer.wrap(Sha256.of(token));
        var known = verified.getIfPresent(hash);
        if (known != null) {
            return known.caller;
        }
        var jwt = decode(token);
        hasVerified = true;
        var caller = names.caller(TokenClaims.of(jwt));
        var end = jwt.getExpiresAt();
        if (end != null) {
            verified.put(hash, new Verified(caller, end.plus(clockSkew)));
        }
        return caller;
    }

    /** What is wrong with a token helps whoever made it up, so it is in the log only, unless it has just ended. */
    private Jwt decode(String token) {
        try {
            return decoder.decode(token);
        } catch (JwtException failure) {
            if (isOutage(failure.getCause())) {
                LOG.warn("Tokens cannot be verified: {}", failure.getMessage());
                throw new UnidentifiedException(Reason.UNAVAILABLE, "Tokens cannot be verified at the moment.");
            }
            LOG.debug("A token was refused: {}", failure.getMessage());
            throw new UnidentifiedException(Reason.REFUSED, "The token is not accepted here, or has expired.");
        }
    }

    /** A key that is not known, and that nobody asks for again so soon, is one that somebody made up, if others are known. */
    private boolean isOutage(@Nullable Throwable cause) {
        return cause instanceof RateLimitReachedException ? !hasVerified : cause instanceof KeySourceException;
    }
}
