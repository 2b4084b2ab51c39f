package dev.postern.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;

/** Tokens as issuers and attackers make them. */
public final class TestTokens {

    public static final String ISSUER = "https://issuer.example";
    public static final String AUDIENCE = "https://api.example";
    public static final String SECRET = "a secret of thirty-two bytes or more";

    /** One that the gateway knows, and one that it does not. */
    static final RSAKey RSA = rsa("known");

    static final RSAKey OTHER_RSA = rsa("other");
    static final ECKey EC = ec();

    private TestTokens() {}

    static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static ECKey ec() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("elliptic").generate();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Claims that are good for five minutes. */
    static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(List.of("https://another.example", AUDIENCE))
                .subject("ann")
                .claim("scope", "read write")
                .expirationTime(in(300));
    }

    static Date in(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    static String rsa(UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("known").build(), RSA, change);
    }

    static String signed(JWSHeader header, RSAKey key, UnaryOperator<JWTClaimsSet.Builder> change) {
        try {
            return signed(header, new RSASSASigner(key), change);
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static String elliptic() {
        try {
            return signed(new JWSHeader(JWSAlgorithm.ES256), new ECDSASigner(EC), claims -> claims);
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A token by the shared secret with these claims, good for five minutes. */
    public static String secret(UnaryOperator<JWTClaimsSet.Builder> change) {
        return mac(SECRET.getBytes(StandardCharsets.UTF_8), new JWSHeader(JWSAlgorithm.HS256), change);
    }

    static String mac(byte[] secret, JWSHeader header, UnaryOperator<JWTClaimsSet.Builder> change) {
        try {
            return signed(header, new MACSigner(secret), change);
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String signed(JWSHeader header, JWSSigner signer, UnaryOperator<JWTClaimsSet.Builder> change) {
        var token = new SignedJWT(header, change.apply(claims()).build());
        try {
            token.sign(signer);
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
        return token.serialize();
    }

    static String pem(byte[] encoded) {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
    }

    static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same token with another header. */
    static String withHeader(String token, String header) {
        return part(header) + token.substring(token.indexOf('.'));
    }

    /** The same token with another payload. */
    static String withPayload(String token, String payload) {
        var parts = token.split("\\.", -1);
        return parts[0] + "." + part(payload) + "." + parts[2];
    }
}
