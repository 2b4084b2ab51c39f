package dev.postern.console;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** GraphiQL, from this process and no other host. */
public final class GraphiQlPage {

    /** The page; its policy lets the browser talk to nobody else. */
    public ServerResponse handle(ServerRequest request) {
        return ServerResponse.ok()
                .contentType(MediaType.TEXT_HTML)
                .header(
                        "Content-Security-Policy",
                        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'; base-uri 'none'")
                .body(new ClassPathResource("console/graphiql.html"));
    }
}
