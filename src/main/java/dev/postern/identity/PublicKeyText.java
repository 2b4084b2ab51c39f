package dev.postern.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Public keys as PEM, {@code BEGIN PUBLIC KEY}, one after the other. Source: RFC 7468, section 13. */
final class PublicKeyText {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");
    private static final List<String> KINDS = List.of("RSA", "EC");

    private PublicKeyText() {}

    /**
     * One key at least.
     *
     * @throws IdentityException for anything else
     */
    static List<PublicKey> parse(String pem) {
        var keys = new ArrayList<PublicKey>();
        var block = PEM.matcher(pem.strip());
        while (block.lookingAt()) {
            keys.add(key(block.group(1)));
            block.region(block.end(), block.regionEnd());
        }
        if (keys.isEmpty() || block.regionStart() < block.regionEnd()) {
            throw unknown();
        }
        return keys;
    }

    private static PublicKey key(String base64) {
        var spec = new X509EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
        for (var kind : KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePublic(spec);
            } catch (GeneralSecurityException another) {
                // it is of another kind, or of none
            }
        }
        throw unknown();
    }

    private static IdentityException unknown() {
        return new IdentityException("postern.identity.jwt.public-key is no RSA and no elliptic key as PEM:"
                + " '-----BEGIN PUBLIC KEY-----' and so on is expected.");
    }
}
