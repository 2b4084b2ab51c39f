package dev.postern.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of tokens that are replaced while tokens come. */
class KeyFileTests {

    private static final String OTHER = "another secret of thirty-two bytes or more";

    @TempDir
    private Path folder;

    private TokenVerifier verifier(@Nullable Path publicKeys, @Nullable Path secrets) {
        return TokenVerifier.of(new TokenProperties(
                null,
                null,
                publicKeys == null ? null : publicKeys.toString(),
                null,
                secrets == null ? null : secrets.toString(),
                TestTokens.ISSUER,
                List.of(TestTokens.AUDIENCE),
                List.of(),
                Duration.ZERO,
                null,
                "policies"));
    }

    /** A file that is there as a whole or not at all. */
    private Path put(String text) throws IOException {
        var written = Files.writeString(folder.resolve("next"), text);
        return Files.move(written, folder.resolve("keys"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** A token that nobody remembers. */
    private static String by(String secret) {
        return TestTokens.mac(
                secret.getBytes(StandardCharsets.UTF_8),
                new JWSHeader(JWSAlgorithm.HS256),
                claims -> claims.jwtID(UUID.randomUUID().toString()));
    }

    private static void assertRefused(TokenVerifier verifier, String token) {
        var refusal = assertThrows(UnidentifiedException.class, () -> verifier.verify(token));
        assertEquals("The token is not accepted here, or has expired.", refusal.getMessage());
    }

    @Test
    void aSecretIsReplacedWithOneOverlapping() throws IOException {
        var verifier = verifier(null, put(TestTokens.SECRET + "\n"));
        assertEquals("ann", verifier.verify(by(TestTokens.SECRET)).claims().get("sub"));
        assertRefused(verifier, by(OTHER));

        put(OTHER + "\n" + TestTokens.SECRET + "\n");
        assertEquals("ann", verifier.verify(by(OTHER)).claims().get("sub"));
        assertEquals("ann", verifier.verify(by(TestTokens.SECRET)).claims().get("sub"));

        put(OTHER);
        assertRefused(verifier, by(TestTokens.SECRET));
        assertEquals("ann", verifier.verify(by(OTHER)).claims().get("sub"));
    }

    @Test
    void aFileWithoutKeysChangesNothing() throws IOException {
        var verifier = verifier(null, put(TestTokens.SECRET));
        for (var broken : List.of("", "\n\n", "short")) {
            put(broken);
            assertEquals("ann", verifier.verify(by(TestTokens.SECRET)).claims().get("sub"));
        }
        Files.delete(folder.resolve("keys"));
        assertEquals("ann", verifier.verify(by(TestTokens.SECRET)).claims().get("sub"));
        put(OTHER);
        assertRefused(verifier, by(TestTokens.SECRET));
    }

    @Test
    void publicKeysAreReplacedToo() throws IOException, JOSEException {
        var verifier = verifier(put(pem(TestTokens.RSA)), null);
        var header = new JWSHeader(JWSAlgorithm.RS256);
        assertEquals(
                "ann",
                verifier.verify(TestTokens.rsa(claims -> claims)).claims().get("sub"));
        assertRefused(verifier, TestTokens.signed(header, TestTokens.OTHER_RSA, claims -> claims));
        assertRefused(verifier, TestTokens.elliptic());

        put(pem(TestTokens.OTHER_RSA)
                + TestTokens.pem(TestTokens.EC.toECPublicKey().getEncoded()));
        assertEquals(
                "ann",
                verifier.verify(TestTokens.signed(header, TestTokens.OTHER_RSA, claims -> claims))
                        .claims()
                        .get("sub"));
        assertEquals("ann", verifier.verify(TestTokens.elliptic()).claims().get("sub"));
        assertRefused(verifier, TestTokens.rsa(claims -> claims.jwtID("new")));
    }

    private static String pem(RSAKey key) throws JOSEException {
        return TestTokens.pem(key.toRSAPublicKey().getEncoded());
    }

    @Test
    void aFileHasKeysWhenItStarts() throws IOException, JOSEException {
        var missing = folder.resolve("none");
        assertEquals(
                "postern.identity.jwt.secret-file is '" + missing
                        + "', and there is no file that can be read. Correct the path.",
                assertThrows(IdentityException.class, () -> verifier(null, missing))
                        .getMessage());
        var empty = put("\n");
        assertEquals(
                "The file " + empty + " of tokens' keys is empty.",
                assertThrows(IdentityException.class, () -> verifier(null, empty))
                        .getMessage());
        var trailing = put(pem(TestTokens.RSA) + "and more");
        assertEquals(
                "postern.identity.jwt.public-key is no RSA and no elliptic key as PEM:"
                        + " '-----BEGIN PUBLIC KEY-----' and so on is expected.",
                assertThrows(IdentityException.class, () -> verifier(trailing, null))
                        .getMessage());
    }
}
