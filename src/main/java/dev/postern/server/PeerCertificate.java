package dev.postern.server;

import java.security.cert.X509Certificate;
import org.eclipse.jetty.io.EndPoint.SslSessionData;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** The certificate by which a client has opened its connection. */
final class PeerCertificate {

    private PeerCertificate() {}

    /** Null where the connection is not TLS, or the client showed none; no header says anything of it. */
    static @Nullable X509Certificate of(Request request) {
        return request.getAttribute(SslSessionData.ATTRIBUTE) instanceof SslSessionData tls
                        && tls.peerCertificates() != null
                        && tls.peerCertificates().length > 0
                ? tls.peerCertificates()[0]
                : null;
    }
}
