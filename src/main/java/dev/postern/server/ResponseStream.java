package dev.postern.server;

import dev.postern.identity.Caller;
import dev.postern.subscription.Delivery;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A response that goes on: the events of one operation, or of those that share it. Safe for use by several threads.
 */
final class ResponseStream implements OpenStream, Outbox.Wire {

    private final OpenStreams streams;
    private final Caller caller;
    private final StreamFrames frames;
    private final Duration requestTime;
    private final Outbox outbox = new Outbox(this);
    private final OpenOperations operations;
    private volatile @Nullable Response response;
    private volatile @Nullable Callback callback;
    private volatile long usedAt = System.nanoTime();
    private volatile boolean isOver;

    /** @param isShared whether it goes on when an operation ends */
    ResponseStream(
            OpenStreams streams,
            Caller caller,
            Supplier<StreamedOperations> streamed,
            Executor executor,
            StreamFrames frames,
            boolean isShared,
            Duration requestTime) {
        this.streams = streams;
        this.caller = caller;
        this.frames = frames;
        this.requestTime = requestTime;
        var most = isShared ? streams.properties().operations() : 1;
        this.operations =
                new OpenOperations(streamed, executor, frames, outbox, most, isShared ? this::used : outbox::end);
    }

    private void used() {
        usedAt = System.nanoTime();
    }

    /** Whether it belongs to this caller, whatever token says so. */
    boolean isOf(Caller other) {
        return caller.isAuthenticated() == other.isAuthenticated()
                && caller.lasting().equals(other.lasting());
    }

    boolean isOpen() {
        return response != null;
    }

    boolean isOver() {
        return isOver;
    }

    /**
     * Begins the response.
     *
     * @param opening what is sent at once
     */
    void open(Request request, Response begun, Callback whole, String type, byte[] opening) {
        request.addIdleTimeoutListener(silence -> false);
        begun.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        begun.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        begun.getHeaders().put("X-Accel-Buffering", "no");
        callback = whole;
        response = begun;
        outbox.send(opening);
        outbox.open();
    }

    /** What is sent at once, so that a client knows that it is heard. */
    byte[] opening() {
        return frames.heartbeat();
    }

    boolean has(String id) {
        return operations.has(id);
    }

    void start(String id, SentOperation sent, Sender sender) {
        used();
        operations.start(id, sent, sender);
    }

    void stop(String id) {
        operations.stop(id);
    }

    @Override
    public void tick() {
        operations.interruptAfter(requestTime);
        var properties = streams.properties();
        if (Socket.hasExpired(caller)
                || (operations.isEmpty()
                        && System.nanoTime() - usedAt > properties.idle().toNanos())) {
            restart();
        } else if (!isOpen()
                && System.nanoTime() - usedAt > properties.initWait().toNanos()) {
            release();
        } else if (isOpen() && outbox.silence() > properties.keepAlive().toNanos()) {
            outbox.send(frames.heartbeat());
        }
    }

    /** The response ends without a word of its operations, which tells a client to ask again. */
    @Override
    public void restart() {
        operations.stopAll();
        if (isOpen()) {
            outbox.end();
        } else {
            release();
        }
    }

    @Override
    public void send(ByteBuffer piece, Callback sent) {
        var open = response;
        if (open == null) {
            sent.failed(new IllegalStateException("the response has not begun"));
            return;
        }
        open.write(false, piece, sent);
    }

    @Override
    public byte @Nullable [] piece(RunningOperation operation, Delivery delivery) {
        if (delivery instanceof Delivery.Restart) {
            restart();
        }
        return operations.piece(operation, delivery);
    }

    @Override
    public void taken() {}

    /** Whether a client asks for more than it takes. */
    boolean isLong() {
        return outbox.isLong();
    }

    @Override
    public void ended() {
        release();
        var whole = callback;
        if (whole != null) {
            whole.succeeded();
        }
    }

    @Override
    public void broken(Throwable reason) {
        release();
        var whole = callback;
        if (whole != null) {
            whole.failed(reason);
        }
    }

    private void release() {
        synchronized (outbox) {
            if (isOver) {
                return;
            }
            isOver = true;
        }
        streams.remove(this);
        streams.uncount(caller);
        operations.stopAll();
    }
}
