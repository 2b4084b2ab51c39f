package dev.postern.identity;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Key;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;

/** The keys by which tokens are verified, and the algorithms that go with them: what a token's own header says chooses neither. */
final class TokenKeys {

    private static final String PREFIX = "postern.identity.jwt.";

    /** How long an issuer's keys are good without asking again; a {@code kid} that is not among them asks at once. */
    private static final Duration KEYS_KEPT = Duration.ofMinutes(5);

    /** How long a request waits for another one that asks. */
    private static final Duration ASKING = Duration.ofSeconds(15);

    /** The least time between two askings, so that made-up {@code kid}s cost the issuer nothing. */
    private static final Duration BETWEEN_ASKINGS = Duration.ofSeconds(30);

    /** How long known keys are good while the issuer does not answer. */
    private static final Duration OUTAGE = Duration.ofHours(1);

    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 3_000;
    private static final int MOST_BYTES = 256 * 1024;
    private static final int LEAST_SECRET_BYTES = 32;

    private TokenKeys() {}

    /** @throws IdentityException for a key that cannot be read, or an algorithm that does not go with it */
    static JWSKeySelector<SecurityContext> of(TokenProperties properties) {
        if (properties.jwksUrl() != null) {
            return published(properties, url(properties.jwksUrl()));
        }
        if (properties.secretFile() != null) {
            return new KeyFile(Path.of(properties.secretFile()), "secret-file", text -> secrets(properties, text));
        }
        if (properties.publicKeyFile() != null) {
            return new KeyFile(
                    Path.of(properties.publicKeyFile()), "public-key-file", text -> publicKeys(properties, text));
        }
        return properties.secret() != null
                ? among(List.of(secretKey(properties, properties.secret())))
                : among(publicKeys(properties, Objects.requireNonNull(properties.publicKey())));
    }

    /** A key, and what a token by it may be signed by. */
    record VerificationKey(Key key, Set<JWSAlgorithm> algorithms) {}

    private static List<VerificationKey> secrets(TokenProperties properties, String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> secretKey(properties, line))
                .toList();
    }

    private static VerificationKey secretKey(TokenProperties properties, String secret) {
        return new VerificationKey(
                secret(secret), algorithms(properties, JWSAlgorithm.Family.HMAC_SHA, JWSAlgorithm.HS256));
    }

    private static List<VerificationKey> publicKeys(TokenProperties properties, String pem) {
        return PublicKeyText.parse(pem).stream()
                .map(key -> new VerificationKey(
                        key,
                        key.getAlgorithm().equals("EC")
                                ? algorithms(properties, JWSAlgorithm.Family.EC, JWSAlgorithm.ES256)
                                : algorithms(properties, JWSAlgorithm.Family.RSA, JWSAlgorithm.RS256)))
                .toList();
    }

    private static JWSKeySelector<SecurityContext> published(TokenProperties properties, URL url) {
        var source = JWKSourceBuilder.create(url, new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MOST_BYTES))
                .cache(KEYS_KEPT.toMillis(), ASKING.toMillis())
                .refreshAheadCache(false)
                .rateLimited(BETWEEN_ASKINGS.toMillis())
                .outageTolerant(OUTAGE.toMillis())
                .build();
        return new JWSVerificationKeySelector<>(
                algorithms(properties, JWSAlgorithm.Family.SIGNATURE, JWSAlgorithm.RS256), source);
    }

    /** One of these keys. */
    static JWSKeySelector<SecurityContext> among(List<VerificationKey> keys) {
        return (header, context) -> matching(keys, header);
    }

    /** A key by any other algorithm is no key: an RSA key's text must not become a secret. */
    static List<Key> matching(List<VerificationKey> keys, JWSHeader header) {
        return keys.stream()
                .filter(key -> key.algorithms.contains(header.getAlgorithm()))
                .map(VerificationKey::key)
                .toList();
    }

    private static Set<JWSAlgorithm> algorithms(
            TokenProperties properties, JWSAlgorithm.Family family, JWSAlgorithm usual) {
        if (properties.algorithms().isEmpty()) {
            return Set.of(usual);
        }
        for (var name : properties.algorithms()) {
            if (!family.contains(new JWSAlgorithm(name))) {
                throw new IdentityException(PREFIX + "algorithms has '" + name
                        + "', which does not go with the key. Of "
                        + family.stream().map(JWSAlgorithm::getName).sorted().collect(Collectors.joining(", "))
                        + " at least one is expected.");
            }
        }
        return properties.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet());
    }

    static SecretKeySpec secret(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < LEAST_SECRET_BYTES) {
            throw new IdentityException(PREFIX + "secret has " + bytes.length + " bytes; the least is "
                    + LEAST_SECRET_BYTES + ", because a shorter one can be guessed.");
        }
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    private static URL url(String text) {
        try {
            return URI.create(text).toURL();
        } catch (MalformedURLException | IllegalArgumentException malformed) {
            throw new IdentityException(PREFIX + "jwks-url is '" + text + "', which is no URL.", malformed);
        }
    }
}
