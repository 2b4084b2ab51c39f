package dev.postern.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from: whoever has connected, unless that is a proxy which is trusted to say for whom it asks.
 *
 * <p>Such a proxy puts whoever connected to it behind what {@code X-Forwarded-For} said before, and what it said before anybody can
 * have made up. So it is read from its end, up to the first address that is none of the trusted proxies'. Safe for use by several
 * threads. Source: https://www.rfc-editor.org/rfc/rfc7239#section-8.1
 */
final class ClientAddress {

    private final List<AddressRange> proxies;

    ClientAddress(List<AddressRange> proxies) {
        this.proxies = List.copyOf(proxies);
    }

    /** The address, from the socket and not from what Jetty may have been told to make of headers. */
    InetAddress of(Request request) {
        var socket =
                request.getConnectionMetaData().getConnection().getEndPoint().getRemoteSocketAddress();
        return socket instanceof InetSocketAddress remote && remote.getAddress() != null
                ? of(remote.getAddress(), request.getHeaders().getValuesList(HttpHeader.X_FORWARDED_FOR))
                : InetAddress.getLoopbackAddress();
    }

    /** @param forwarded the header's values, in order */
    InetAddress of(InetAddress remote, List<String> forwarded) {
        var address = remote;
        var said = List.of(String.join(",", forwarded).split(",", -1));
        for (var next : said.reversed()) {
            var before = isTrusted(address) ? literal(next) : null;
            if (before == null) {
                return address;
            }
            address = before;
        }
        return address;
    }

    private boolean isTrusted(InetAddress address) {
        return proxies.stream().anyMatch(range -> range.contains(address));
    }

    /** An address as a proxy writes it, with brackets and port perhaps; null for anything else, and nothing is looked up. */
    private static @Nullable InetAddress literal(String text) {
        var host = text.strip();
        if (host.startsWith("[") && host.contains("]")) {
            host = host.substring(1, host.indexOf(']'));
        } else if (host.indexOf(':') == host.lastIndexOf(':') && host.contains(":")) {
            host = host.substring(0, host.indexOf(':'));
        }
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
