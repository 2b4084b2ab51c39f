package dev.postern.server;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.springframework.http.HttpStatus;

/**
 * What a browser is told of pages of other sites: whether they may ask, and may read the answer.
 *
 * <p>A site that is not listed is told nothing, and its request is answered as if there were no browser: one that had to ask
 * first never comes. Source: https://fetch.spec.whatwg.org/#http-cors-protocol
 */
final class CrossOrigin extends Handler.Wrapper {

    /** What clients send here, besides what no browser asks about. */
    private static final List<String> HEADERS = List.of(
            "Content-Type",
            "Authorization",
            IdempotencyKey.HEADER,
            TraceContext.HEADER,
            "Apollo-Require-Preflight",
            StreamEndpoint.TOKEN);

    private static final String EXPOSED = "Idempotent-Replayed, " + ServerTiming.HEADER + ", Retry-After";

    private final CorsProperties properties;
    private final String headers;

    /** @param keyHeader in which API keys are sent */
    CrossOrigin(Handler next, CorsProperties properties, String keyHeader) {
        super(next);
        this.properties = properties;
        var all = new ArrayList<>(HEADERS);
        all.add(keyHeader);
        all.addAll(properties.headers());
        this.headers = String.join(", ", all);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (properties.origins().isEmpty()
                || !GraphQlHandler.PATH.equals(request.getHttpURI().getCanonicalPath())) {
            return super.handle(request, response, callback);
        }
        response.getHeaders().add(HttpHeader.VARY, HttpHeader.ORIGIN.asString());
        var origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin == null || !properties.allows(origin)) {
            return super.handle(request, response, callback);
        }
        allow(origin, response);
        var isPreflight =
                request.getMethod().equals("OPTIONS") && request.getHeaders().contains("Access-Control-Request-Method");
        if (!isPreflight) {
            response.getHeaders().put("Access-Control-Expose-Headers", EXPOSED);
            return super.handle(request, response, callback);
        }
        response.setStatus(HttpStatus.NO_CONTENT.value());
        response.getHeaders().put("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE");
        response.getHeaders().put("Access-Control-Allow-Headers", headers);
        response.getHeaders().put("Access-Control-Max-Age", properties.maxAge().toSeconds());
        callback.succeeded();
        return true;
    }

    private void allow(String origin, Response response) {
        var any = properties.origins().contains(CorsProperties.ANY);
        response.getHeaders().put("Access-Control-Allow-Origin", any ? CorsProperties.ANY : origin);
        if (properties.credentials()) {
            response.getHeaders().put("Access-Control-Allow-Credentials", "true");
        }
    }
}
