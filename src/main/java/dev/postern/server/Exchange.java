package dev.postern.server;

import dev.postern.execution.Interruption;
import dev.postern.execution.OperationTrace;
import dev.postern.execution.Phase;
import dev.postern.execution.ResponseTarget;
import dev.postern.plan.CacheHint;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingNestedCallback;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** One request's way back. */
final class Exchange implements ResponseTarget {

    private final Response response;
    private final Callback callback;
    private final RequestWatch.Watched watched;
    private @Nullable ServerTiming timing;
    private @Nullable OperationTrace trace;
    private ResponseType type = ResponseType.JSON;
    private CacheHint cache = CacheHint.NONE;
    private String varying = "Accept";

    /** @param timing null when the client is not told */
    Exchange(Response response, Callback callback, RequestWatch.Watched watched, @Nullable ServerTiming timing) {
        this.response = response;
        this.callback = callback;
        this.watched = watched;
        this.timing = timing;
    }

    /** What may end the request before it is answered. */
    Interruption interruption() {
        return watched.interruption();
    }

    /** All of the request was read. */
    void received() {
        watched.received();
    }

    void accept(ResponseType accepted) {
        type = accepted;
    }

    /** The answer differs by these headers of the request too. */
    void varies(String names) {
        varying = "Accept, " + names;
    }

    void header(HttpField field) {
        response.getHeaders().put(field);
    }

    /** The answer says how it was made. */
    void traces(OperationTrace asked) {
        trace = asked;
        if (timing == null) {
            timing = new ServerTiming();
        }
    }

    @Override
    public @Nullable OperationTrace trace() {
        return trace;
    }

    @Override
    public void took(Phase phase, long nanos) {
        if (timing != null) {
            timing.add(phase, nanos);
        }
    }

    @Override
    public void replays() {
        response.getHeaders().put("Idempotent-Replayed", "true");
        if (trace != null) {
            trace.replayed();
        }
    }

    @Override
    public void caches(CacheHint hint) {
        cache = trace == null ? hint : CacheHint.NONE;
    }

    @Override
    public void fails() {
        cache = CacheHint.NONE;
    }

    /** The server writes the rest when the client is slow; no thread waits for it. */
    @Override
    public void send(boolean executed, List<ByteBuffer> body, Runnable whenSent) {
        begin(status(executed));
        var sent = trace != null && trace.isApart() ? List.of(TracedBody.of(body, trace)) : body;
        var length = sent.stream().mapToLong(ByteBuffer::remaining).sum();
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
        new Sending(response, sent, Callback.from(whenSent, callback)).iterate();
    }

    /** The parts one after the other, each when the client has taken the one before. */
    private static final class Sending extends IteratingNestedCallback {

        private final Response response;
        private final Iterator<ByteBuffer> parts;

        Sending(Response response, List<ByteBuffer> parts, Callback callback) {
            super(callback);
            this.response = response;
            this.parts = parts.iterator();
        }

        @Override
        protected Action process() {
            if (!parts.hasNext()) {
                return Action.SUCCEEDED;
            }
            var part = parts.next();
            response.write(!parts.hasNext(), part, this);
            return Action.SCHEDULED;
        }
    }

    @Override
    public OutputStream stream() {
        begin(HttpStatus.OK);
        return new Body(Content.Sink.asOutputStream(response), callback);
    }

    /** A refusal; part of the request's body may never have been read, and the connection ends with it then. */
    void refuse(HttpStatus status, byte[] body) {
        if (response.isCommitted()) {
            callback.failed(new IllegalStateException("the response broke off"));
            return;
        }
        fails();
        begin(status);
        UnreadBody.tell(response);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    /** The end of a response that nobody takes any more, and of its connection. */
    void abort(Throwable reason) {
        callback.failed(reason);
    }

    private void begin(HttpStatus status) {
        watched.end();
        response.setStatus(status.value());
        response.getHeaders().put(type.header());
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, cache.header());
        if (cache.isKept()) {
            response.getHeaders().add(HttpHeader.VARY, varying);
        }
        if (timing != null) {
            response.getHeaders().put(ServerTiming.HEADER, timing.value());
        }
    }

    private HttpStatus status(boolean executed) {
        return executed || !type.equals(ResponseType.GRAPHQL) ? HttpStatus.OK : HttpStatus.BAD_REQUEST;
    }

    /** A body in parts; closing it ends the response. */
    private static final class Body extends FilterOutputStream {

        private final Callback callback;

        Body(OutputStream sink, Callback callback) {
            super(sink);
            this.callback = callback;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.close();
            callback.succeeded();
        }
    }
}
