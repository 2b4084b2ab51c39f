package dev.postern.server;

import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** The way in before any servlet: {@code /graphql} is answered here, every other path by the handler behind. */
public final class GraphQlHandler extends Handler.Wrapper {

    static final String PATH = "/graphql";

    private final RequestWatch watch;
    private final boolean tellsTiming;
    private final Supplier<GraphQlEndpoint> endpoint;
    private final StreamEndpoint streaming;

    /**
     * @param tellsTiming whether answers have the header {@code Server-Timing}
     * @param executor of operations whose answers go on, a thread for each
     * @param endpoint asked for with the first request: the server is made before anything that answers
     * @param streamed as endpoint
     */
    public GraphQlHandler(
            @Nullable Handler next,
            RequestWatch watch,
            boolean tellsTiming,
            OpenStreams streams,
            RequestLimits limits,
            Executor executor,
            Supplier<GraphQlEndpoint> endpoint,
            Supplier<StreamedOperations> streamed) {
        super(next);
        this.streaming = new StreamEndpoint(streams, limits.requestTime(), executor, streamed);
        this.watch = watch;
        this.tellsTiming = tellsTiming;
        this.endpoint = endpoint;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!PATH.equals(request.getHttpURI().getCanonicalPath())) {
            return super.handle(request, response, callback);
        }
        var traceId = TraceContext.traceId(request.getHeaders());
        if (traceId == null) {
            answer(request, response, callback);
        } else {
            TraceContext.within(traceId, () -> answer(request, response, callback));
        }
        return true;
    }

    private void answer(Request request, Response response, Callback callback) {
        if (StreamEndpoint.concerns(request)) {
            streaming.answer(request, response, callback);
            return;
        }
        var watched = watch.begin(
                request.getConnectionMetaData().getConnection().getEndPoint().getTransport());
        try {
            endpoint.get()
                    .answer(
                            request,
                            new Exchange(response, callback, watched, tellsTiming ? new ServerTiming() : null));
        } finally {
            watched.end();
        }
    }
}
