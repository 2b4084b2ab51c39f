package dev.postern.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An issuer of tokens for development, with a key of the project's own that only {@code serve --dev} accepts.
 *
 * <p>The key is made by the first who needs it, in {@code .postern/}, which no repository holds.
 */
public final class DevelopmentIssuer {

    static final String ISSUER = "postern-development";

    private static final Path KEY = Path.of(".postern", "development-token.key");
    private static final int BYTES = 32;

    private final String secret;

    private DevelopmentIssuer(String secret) {
        this.secret = secret;
    }

    /**
     * The issuer of a project.
     *
     * @throws IdentityException when its key cannot be read or made
     */
    public static DevelopmentIssuer of(Path project) {
        var file = project.resolve(KEY);
        try {
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)) {
                make(file);
            }
            return new DevelopmentIssuer(Files.readString(file).strip());
        } catch (IOException failure) {
            throw new IdentityException(
                    "The key for development's tokens cannot be read or made at " + KEY + ": " + failure.getMessage(),
                    failure);
        }
    }

    /** Written beside its place and moved there, so that nobody reads half of it. */
    private static void make(Path file) throws IOException {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        // only its owner may read a temporary file
        var written = Files.createTempFile(file.getParent(), "key", "");
        Files.writeString(written, HexFormat.of().formatHex(bytes));
        try {
            Files.createLink(file, written);
        } catch (FileAlreadyExistsException another) {
            // somebody else was first, whose key is as good
        } finally {
            Files.delete(written);
        }
    }

    /**
     * A token.
     *
     * @param claims further ones, as JSON has them
     * @param lifetime from now
     */
    public String token(String subject, List<String> scopes, Map<String, @Nullable Object> claims, Duration lifetime) {
        var now = Instant.now();
        var set = new JWTClaimsSet.Builder();
        claims.forEach(set::claim);
        set.issuer(ISSUER).subject(subject).issueTime(Date.from(now)).expirationTime(Date.from(now.plus(lifetime)));
        if (!scopes.isEmpty()) {
            set.claim("scope", String.join(" ", scopes));
        }
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), set.build());
        try {
            token.sign(new MACSigner(TokenKeys.secret(secret)));
            return token.serialize();
        } catch (JOSEException failure) {
            throw new IdentityException("The token cannot be signed: " + failure.getMessage(), failure);
        }
    }

    TokenVerifier verifier(ClaimNames names) {
        var keys = TokenKeys.among(
                List.of(new TokenKeys.VerificationKey(TokenKeys.secret(secret), Set.of(JWSAlgorithm.HS256))));
        return new TokenVerifier(keys, ISSUER, List.of("*"), Duration.ZERO, names);
    }
}
