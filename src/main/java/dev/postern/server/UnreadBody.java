package dev.postern.server;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Response;

/**
 * A body of a request that is refused without reading all of it.
 *
 * <p>The connection ends behind such an answer, and a client that is not told would send its next request into it. Source: RFC 9112,
 * section 9.6.
 */
final class UnreadBody {

    private UnreadBody() {}

    /** Tells the client that the connection ends, unless what is left of the body has come already. */
    static void tell(Response response) {
        if (!response.getRequest().consumeAvailable()) {
            response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
        }
    }
}
