package dev.postern.server;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.eclipse.jetty.websocket.core.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;

/** The opening of WebSockets at {@code /graphql}. */
public final class Sockets implements WebSocketNegotiator {

    private static final String PROTOCOL = "graphql-transport-ws";

    private final OpenStreams streams;
    private final Duration requestTime;
    private final Executor executor;
    private final CorsProperties cors;
    private final Supplier<StreamedOperations> streamed;

    private Sockets(
            OpenStreams streams,
            Duration requestTime,
            Executor executor,
            CorsProperties cors,
            Supplier<StreamedOperations> streamed) {
        this.streams = streams;
        this.requestTime = requestTime;
        this.executor = executor;
        this.cors = cors;
        this.streamed = streamed;
    }

    /**
     * A handler before another one.
     *
     * @param executor of operations, a thread for each
     * @param cors the other sites whose pages may open one
     */
    public static Handler before(
            Handler next,
            OpenStreams streams,
            RequestLimits limits,
            Executor executor,
            CorsProperties cors,
            Supplier<StreamedOperations> streamed) {
        var upgrade = new WebSocketUpgradeHandler();
        upgrade.addMapping(GraphQlHandler.PATH, new Sockets(streams, limits.requestTime(), executor, cors, streamed));
        upgrade.setHandler(next);
        return upgrade;
    }

    @Override
    public @Nullable FrameHandler negotiate(
            ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
        if (!isOurs(request)) {
            return refuse(request, response, callback, HttpStatus.FORBIDDEN_403);
        }
        if (!streams.hasRoom()) {
            return refuse(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
        }
        var isSpoken = request.hasSubProtocol(PROTOCOL);
        if (isSpoken) {
            response.setAcceptedSubProtocol(PROTOCOL);
        }
        // a compressor for each socket is more memory than all the rest of it
        response.setExtensions(List.of());
        var presented = streamed.get().admission().presented(request);
        return new Socket(streams, streamed, executor, presented, isSpoken, requestTime);
    }

    private static @Nullable FrameHandler refuse(Request request, Response response, Callback callback, int status) {
        Response.writeError(request, response, callback, status);
        return null;
    }

    /**
     * Whether a page of ours asks, or something that is no page: a browser asks nobody before it opens a WebSocket to another site.
     *
     * <p>Source: RFC 6455, section 10.2.
     */
    private boolean isOurs(Request request) {
        var origin = request.getHeaders().get(HttpHeader.ORIGIN);
        return origin == null
                || cors.allows(origin)
                || authority(origin).equals(request.getHeaders().get(HttpHeader.HOST));
    }

    private static String authority(String origin) {
        try {
            return String.valueOf(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException broken) {
            return "";
        }
    }

    @Override
    public void customize(Configuration configuration) {
        // we look after silence ourselves
        configuration.setIdleTimeout(Duration.ZERO);
    }
}
