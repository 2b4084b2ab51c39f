package dev.postern.identity;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of JSON web tokens; one of the five keys, or none for no tokens.
 *
 * @param jwksUrl where the issuer's keys are
 * @param publicKey one key or several as PEM
 * @param publicKeyFile a file with them, which is read again when it has changed
 * @param secret a shared secret of 32 bytes at least, as text
 * @param secretFile a file with one on each line, which is read again when it has changed
 * @param issuer the claim {@code iss} that a token must have; {@code *} for any
 * @param audience one of these must be in the claim {@code aud}; {@code *} for any
 * @param algorithms that a token may be signed by; default {@code RS256}, {@code ES256} for an elliptic key, {@code HS256} for
 *     a secret
 * @param clockSkew how far the issuer's clock may be off; default 30 s, at most 10 min
 * @param scopeClaim the claim with the scopes; default {@code scope}, or {@code scp} where there is none
 * @param policyClaim the claim with the policies; default {@code policies}
 */
@ConfigurationProperties(prefix = "postern.identity.jwt")
public record TokenProperties(
        @Nullable String jwksUrl,
        @Nullable String publicKey,
        @Nullable String publicKeyFile,
        @Nullable String secret,
        @Nullable String secretFile,
        @Nullable String issuer,
        @DefaultValue List<String> audience,
        @DefaultValue List<String> algorithms,
        @DefaultValue("30s") Duration clockSkew,
        @Nullable String scopeClaim,
        @DefaultValue("policies") String policyClaim) {

    private static final String PREFIX = "postern.identity.jwt.";
    private static final Duration MOST_SKEW = Duration.ofMinutes(10);

    public TokenProperties {
        audience = List.copyOf(audience);
        algorithms = List.copyOf(algorithms);
        var keys = Stream.of(jwksUrl, publicKey, publicKeyFile, secret, secretFile)
                .filter(Objects::nonNull)
                .count();
        if (keys > 1) {
            throw new IdentityException("Of " + PREFIX
                    + "jwks-url, public-key, public-key-file, secret and secret-file more than one is set. Keep one.");
        }
        if (keys == 0 && (issuer != null || !audience.isEmpty() || !algorithms.isEmpty())) {
            throw new IdentityException(
                    PREFIX + "* says which tokens are good, and nothing by which they are verified. Set " + PREFIX
                            + "jwks-url, public-key-file or secret-file.");
        }
        if (keys == 1 && issuer == null) {
            throw new IdentityException(
                    PREFIX + "issuer is not set. Set it to the claim \"iss\" of your tokens, or to * for any.");
        }
        if (keys == 1 && audience.isEmpty()) {
            throw new IdentityException(PREFIX
                    + "audience is not set: a token for another API would be good here. Set it to the claim \"aud\" of your"
                    + " tokens, or to * for any.");
        }
        if (clockSkew.isNegative() || clockSkew.compareTo(MOST_SKEW) > 0) {
            throw new IdentityException(PREFIX + "clock-skew is " + clockSkew.toSeconds() + " s; it is 0 to 10m.");
        }
    }

    boolean isSetUp() {
        return Stream.of(jwksUrl, publicKey, publicKeyFile, secret, secretFile).anyMatch(Objects::nonNull);
    }

    ClaimNames claimNames() {
        return new ClaimNames(scopeClaim, policyClaim);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "TokenProperties[issuer=" + issuer + ", audience=" + audience + "]";
    }
}
