package dev.postern.server;

import dev.postern.identity.CertificateProperties;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.Ssl.ClientAuth;
import org.springframework.boot.web.server.WebServerSslBundle;

/**
 * What Jetty's TLS is made of, held to what certificates are asked for, and replaced when its SSL bundle is: Spring Boot itself
 * replaces it for other servers only.
 */
public final class TlsCertificates {

    private static final Logger LOG = LoggerFactory.getLogger(TlsCertificates.class);

    private final CertificateProperties clients;

    public TlsCertificates(CertificateProperties clients) {
        this.clients = clients;
    }

    /**
     * Holds {@code server.ssl.*} to what callers are known by, before the port opens.
     *
     * @throws IllegalArgumentException when a certificate could not say who asks, or anybody's could
     */
    public void check(@Nullable Ssl ssl, SslBundles bundles) {
        if (!clients.enabled()) {
            return;
        }
        if (ssl == null || !ssl.isEnabled() || ssl.getClientAuth() == null || ssl.getClientAuth() == ClientAuth.NONE) {
            throw new IllegalArgumentException("postern.identity.mtls.enabled is true, and nobody is asked for a"
                    + " certificate. Set server.ssl.bundle, and server.ssl.client-auth to need or want.");
        }
        if (WebServerSslBundle.get(ssl, bundles).getStores().getTrustStore() == null) {
            throw new IllegalArgumentException("postern.identity.mtls.enabled is true, and the SSL bundle has no trust"
                    + " store: any public authority would say who asks here. Give it the certificate of yours.");
        }
    }

    /** Replaces what the server's TLS is made of, as often as the bundle is; connections that are open stay as they are. */
    public void follow(Server jetty, @Nullable Ssl ssl, SslBundles bundles) {
        var bundle = ssl == null || !ssl.isEnabled() ? null : ssl.getBundle();
        if (bundle == null) {
            return;
        }
        for (var connector : jetty.getConnectors()) {
            var tls = connector.getConnectionFactory(SslConnectionFactory.class);
            if (tls != null) {
                bundles.addBundleUpdateHandler(bundle, replaced -> replace(tls.getSslContextFactory(), replaced));
            }
        }
    }

    /** What cannot be used is refused before anything of the server's is touched. */
    private static void replace(SslContextFactory.Server tls, SslBundle bundle) {
        try {
            bundle.createSslContext();
            tls.reload(made -> {
                made.setKeyStore(bundle.getStores().getKeyStore());
                made.setTrustStore(bundle.getStores().getTrustStore());
            });
            LOG.info("New connections have the certificate that has replaced the one before");
        } catch (Exception unusable) {
            LOG.warn("The certificate cannot be replaced, and stays what it was: {}", unusable.getMessage());
        }
    }
}
