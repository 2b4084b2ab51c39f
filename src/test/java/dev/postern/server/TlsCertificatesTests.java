package dev.postern.server;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.postern.identity.CertificateProperties;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.Ssl.ClientAuth;

/** Settings by which a certificate could not say who asks. */
class TlsCertificatesTests {

    private static final String NOT_ASKED = "postern.identity.mtls.enabled is true, and nobody is asked for a"
            + " certificate. Set server.ssl.bundle, and server.ssl.client-auth to need or want.";

    private static void check(boolean enabled, @Nullable ClientAuth clientAuth, @Nullable KeyStore trusted) {
        var ssl = new Ssl();
        ssl.setBundle("gateway");
        ssl.setClientAuth(clientAuth);
        new TlsCertificates(new CertificateProperties(enabled, CertificateProperties.Name.CN))
                .check(
                        ssl,
                        new DefaultSslBundleRegistry(
                                "gateway", SslBundle.of(SslStoreBundle.of(empty(), null, trusted))));
    }

    private static KeyStore empty() {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String refusal(@Nullable ClientAuth clientAuth, @Nullable KeyStore trusted) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> check(true, clientAuth, trusted))
                .getMessage());
    }

    @Test
    void aCertificateIsAskedFor() {
        assertEquals(NOT_ASKED, refusal(null, empty()));
        assertEquals(NOT_ASKED, refusal(ClientAuth.NONE, empty()));
        var plain = assertThrows(
                IllegalArgumentException.class,
                () -> new TlsCertificates(new CertificateProperties(true, CertificateProperties.Name.CN))
                        .check(null, new DefaultSslBundleRegistry()));
        assertEquals(NOT_ASKED, plain.getMessage());
    }

    @Test
    void itsAuthorityIsNamed() {
        assertEquals(
                "postern.identity.mtls.enabled is true, and the SSL bundle has no trust store: any public authority would"
                        + " say who asks here. Give it the certificate of yours.",
                refusal(ClientAuth.NEED, null));
        assertDoesNotThrow(() -> check(true, ClientAuth.NEED, empty()));
        assertDoesNotThrow(() -> check(false, null, null));
    }
}
