package dev.postern.server;

import dev.postern.execution.ResponseTarget;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.springframework.http.HttpStatus;

/** One request's way back. */
final class Exchange implements ResponseTarget {

    private final Response response;
    private final Callback callback;
    private ResponseType type = ResponseType.JSON;

    Exchange(Response response, Callback callback) {
        this.response = response;
        this.callback = callback;
    }

    void accept(ResponseType accepted) {
        type = accepted;
    }

    void header(HttpHeader name, String value) {
        response.getHeaders().put(name, value);
    }

    /** The server writes the rest when the client is slow; no thread waits for it. */
    @Override
    public void send(boolean executed, ByteBuffer body, Runnable whenSent) {
        begin(status(executed));
        response.write(true, body, Callback.from(whenSent, callback));
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
        begin(status);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    private void begin(HttpStatus status) {
        response.setStatus(status.value());
        response.getHeaders().put(type.header());
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
