package dev.postern.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** A public key as PEM, {@code BEGIN PUBLIC KEY}. Source: RFC 7468, section 13. */
final class PublicKeyText {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");
    private static final List<String> KINDS = List.of("RSA", "EC");

    private PublicKeyText() {}

    /** @throws IdentityException for anything else */
    static PublicKey parse(String pem) {
        var body = PEM.matcher(pem.strip());
        if (body.matches()) {
            var spec = new X509EncodedKeySpec(Base64.getMimeDecoder().decode(body.group(1)));
            for (var kind : KINDS) {
                try {
                    return KeyFactory.getInstance(kind).generatePublic(spec);
                } catch (GeneralSecurityException another) {
                    // it is of another kind, or of none
                }
            }
        }
        throw new IdentityException("postern.identity.jwt.public-key is no RSA and no elliptic key as PEM:"
                + " '-----BEGIN PUBLIC KEY-----' and so on is expected.");
    }
}
