package dev.postern.server;

import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.springframework.http.HttpStatus;

/**
 * What every answer tells a browser not to do with it: guess its type, show it in a frame, run it, embed it in a page of
 * another site, or tell other sites where somebody came from.
 *
 * <p>Source: https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers
 */
final class SafeHeaders extends Handler.Wrapper {

    private static final List<HttpField> ALWAYS = List.of(
            new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
            new PreEncodedHttpField("X-Frame-Options", "DENY"),
            new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
            new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"));

    /** Of whatever is no page; pages have a policy of their own. */
    private static final HttpField NOTHING =
            new PreEncodedHttpField("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

    private final HttpField transport;
    private final boolean hasTransport;
    private final Edge.Pages pages;

    /**
     * @param hsts how long a browser is to come by TLS only, once it came so; 0 for nothing said
     * @param pages that have a policy of their own
     */
    SafeHeaders(Handler next, Duration hsts, Edge.Pages pages) {
        super(next);
        this.hasTransport = !hsts.isZero();
        this.transport = new PreEncodedHttpField("Strict-Transport-Security", "max-age=" + hsts.toSeconds());
        this.pages = pages;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var headers = response.getHeaders();
        ALWAYS.forEach(headers::put);
        var path = String.valueOf(request.getHttpURI().getCanonicalPath());
        if (!pages.have(path)) {
            headers.put(NOTHING);
        }
        if (hasTransport && request.isSecure()) {
            headers.put(transport);
        }
        if (pages.hide(path)) {
            Response.writeError(request, response, callback, HttpStatus.NOT_FOUND.value());
            return true;
        }
        return super.handle(request, response, callback);
    }
}
