package dev.postern.server;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * What somebody presents to say who asks.
 *
 * @param address from which it comes
 * @param certificate of the client, which its connection has verified; null where there is none
 * @param authorization what is said as {@code Authorization}, none where nothing is
 * @param keys what is said as an API key
 */
record Presented(
        InetAddress address, @Nullable X509Certificate certificate, List<String> authorization, List<String> keys) {

    Presented {
        authorization = List.copyOf(authorization);
        keys = List.copyOf(keys);
    }

    /** @param keyHeader in which an API key is sent */
    static Presented by(Request request, InetAddress address, String keyHeader) {
        var headers = request.getHeaders();
        return new Presented(
                address,
                PeerCertificate.of(request),
                headers.getValuesList(HttpHeader.AUTHORIZATION),
                headers.getValuesList(keyHeader));
    }

    /** The same from the same place, where something else is said later on. */
    Presented saying(List<String> otherAuthorization, List<String> otherKeys) {
        return new Presented(address, certificate, otherAuthorization, otherKeys);
    }
}
