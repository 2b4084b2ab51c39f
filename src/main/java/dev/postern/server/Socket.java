package dev.postern.server;

import dev.postern.execution.InternalErrors;
import dev.postern.identity.Caller;
import dev.postern.subscription.Delivery;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket, by {@code graphql-transport-ws}.
 *
 * <p>Frames come one at a time; everything else may come from any thread. Source:
 * https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
 */
final class Socket implements FrameHandler, OpenStream, Outbox.Wire {

    private static final SocketFrames FRAMES = new SocketFrames();
    private static final int LONGEST_REASON = 120;

    private final OpenStreams streams;
    private final StreamProperties properties;
    private final Supplier<StreamedOperations> streamed;
    private final Presented presented;
    private final boolean isSpoken;
    private final Duration requestTime;
    private final Outbox outbox = new Outbox(this);
    private final OpenOperations operations;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private final long start = System.nanoTime();
    private volatile long heardAt = System.nanoTime();
    private volatile long usedAt = System.nanoTime();
    private volatile long pingedAt = System.nanoTime();
    private volatile long closedAt;
    private volatile @Nullable CoreSession session;
    private volatile @Nullable Caller caller;
    private volatile @Nullable CloseStatus closing;
    private final AtomicBoolean isPaused = new AtomicBoolean();
    private boolean isInitialised;

    /**
     * @param presented by the request that opened it
     * @param isSpoken whether the client speaks the protocol; if not, it is told so and no more
     */
    Socket(
            OpenStreams streams,
            Supplier<StreamedOperations> streamed,
            Executor executor,
            Presented presented,
            boolean isSpoken,
            Duration requestTime) {
        this.streams = streams;
        this.properties = streams.properties();
        this.streamed = streamed;
        this.presented = presented;
        this.isSpoken = isSpoken;
        this.requestTime = requestTime;
        this.operations = new OpenOperations(streamed, executor, FRAMES, outbox, properties.operations(), this::used);
    }

    private void used() {
        usedAt = System.nanoTime();
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        session = opened;
        callback.succeeded();
        outbox.open();
        if (!isSpoken) {
            close(4406, "Subprotocol not acceptable");
        } else if (!streams.add(this)) {
            close(CloseStatus.TRY_AGAIN_LATER, "There are as many connections as there may be");
        }
        demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        heardAt = System.nanoTime();
        switch (frame.getOpCode()) {
            case OpCode.TEXT, OpCode.CONTINUATION -> text(frame);
            case OpCode.BINARY -> close(CloseStatus.BAD_DATA, "Messages are text");
            case OpCode.PING -> pong(frame);
            default -> {}
        }
        callback.succeeded();
        if (frame.getOpCode() != OpCode.CLOSE && frame.getOpCode() != OpCode.PING) {
            demand();
        }
    }

    /** The next frame is asked for when the client has taken the answer to this one. */
    private void pong(Frame frame) {
        var open = session;
        if (open != null) {
            var payload = ByteBuffer.wrap(BufferUtil.toArray(frame.getPayload()));
            open.sendFrame(new Frame(OpCode.PONG, payload), Callback.from(this::demand, gone -> {}), false);
        }
    }

    /** Nothing is read from a client for whom too much waits. */
    private void demand() {
        isPaused.set(true);
        taken();
    }

    @Override
    public void taken() {
        var open = session;
        if (open != null && !outbox.isLong() && isPaused.compareAndSet(true, false)) {
            open.demand();
        }
    }

    private void text(Frame frame) {
        if (message.size() + frame.getPayloadLength() > properties.messageSize().toBytes()) {
            close(CloseStatus.MESSAGE_TOO_LARGE, "The message is larger than it may be");
            return;
        }
        message.writeBytes(BufferUtil.toArray(frame.getPayload()));
        if (frame.isFin()) {
            var whole = message.toByteArray();
            message.reset();
            receive(whole);
        }
    }

    private void receive(byte[] text) {
        if (closing != null) {
            return;
        }
        try {
            used();
            answer(SocketMessage.read(text));
        } catch (RequestFault fault) {
            close(4400, String.valueOf(fault.getMessage()));
        } catch (RuntimeException unexpected) {
            close(4500, InternalErrors.report("a WebSocket", unexpected).message());
        }
    }

    private void answer(SocketMessage received) {
        switch (received) {
            case SocketMessage.Init init -> initialise(init);
            case SocketMessage.Ping ignored -> outbox.send(SocketFrames.PONG);
            case SocketMessage.Pong ignored -> {}
            case SocketMessage.Subscribe subscribe -> subscribe(subscribe);
            case SocketMessage.Complete complete -> operations.stop(complete.id());
        }
    }

    private void initialise(SocketMessage.Init init) {
        if (isInitialised) {
            close(4429, "Too many initialisation requests");
            return;
        }
        isInitialised = true;
        Caller known;
        try {
            known = identify(init.payload());
        } catch (RequestFault unknown) {
            close(4403, String.valueOf(unknown.getMessage()));
            return;
        }
        if (!streams.count(known)) {
            close(CloseStatus.TRY_AGAIN_LATER, "The caller has as many connections as it may have");
            return;
        }
        caller = known;
        outbox.send(SocketFrames.ACK);
    }

    /** By what the message says, or else by the headers of the request, which browsers cannot set. */
    private Caller identify(Map<String, @Nullable Object> payload) {
        var admission = streamed.get().admission();
        var authorization = said(payload, "authorization");
        var keys = said(payload, admission.keyHeader().toLowerCase(Locale.ROOT));
        var isSaid = !authorization.isEmpty() || !keys.isEmpty();
        return admission.caller(isSaid ? presented.saying(authorization, keys) : presented);
    }

    private static List<String> said(Map<String, @Nullable Object> payload, String name) {
        return payload.entrySet().stream()
                .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).equals(name))
                .map(Map.Entry::getValue)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    private void subscribe(SocketMessage.Subscribe subscribe) {
        var known = caller;
        if (known == null) {
            close(4401, "Unauthorized");
        } else if (operations.has(subscribe.id())) {
            close(4409, "Subscriber for " + subscribe.id() + " already exists");
        } else {
            operations.start(subscribe.id(), subscribe.operation(), new Sender(known, presented.address()));
        }
    }

    @Override
    public void tick() {
        var now = System.nanoTime();
        var known = caller;
        operations.interruptAfter(requestTime);
        if (closing != null) {
            endAnyway(now);
            return;
        }
        if (known == null && now - start > properties.initWait().toNanos()) {
            close(4408, "Connection initialisation timeout");
        } else if (known != null && hasExpired(known)) {
            close(4403, "The token has expired");
        } else if (operations.isEmpty() && now - usedAt > properties.idle().toNanos()) {
            close(CloseStatus.NORMAL, "Nothing was asked for a long time");
        } else {
            keepAlive(now);
        }
    }

    /** A client that takes nothing any more would never be told. */
    private void endAnyway(long now) {
        var open = session;
        if (open != null && now - closedAt > properties.keepAlive().toNanos()) {
            open.abort();
        }
    }

    static boolean hasExpired(Caller caller) {
        return caller.claims().get("exp") instanceof Number seconds
                && Instant.now().getEpochSecond() >= seconds.longValue();
    }

    /** A client that has gone without a word answers no ping, and takes nothing that waits for it. */
    private void keepAlive(long now) {
        var open = session;
        if (open == null) {
            return;
        }
        var silence = now - Math.max(heardAt, outbox.drainedAt());
        var allowed = properties.keepAlive().toNanos();
        if (silence > 2 * allowed) {
            open.abort();
        } else if (silence > allowed) {
            ping(open);
        }
    }

    private void ping(CoreSession open) {
        if (System.nanoTime() - pingedAt > properties.keepAlive().toNanos() / 2) {
            pingedAt = System.nanoTime();
            open.sendFrame(new Frame(OpCode.PING), Callback.NOOP, false);
        }
    }

    @Override
    public void restart() {
        close(CloseStatus.SERVICE_RESTART, "Service restart");
    }

    /** The end, behind what is in the outbox already; nothing begins any more. */
    private void close(int code, String reason) {
        synchronized (outbox) {
            if (closing != null) {
                return;
            }
            closing = new CloseStatus(code, cut(reason));
            closedAt = System.nanoTime();
        }
        operations.stopAll();
        outbox.end();
    }

    /** Source: RFC 6455, section 5.5: a control frame has 125 bytes at the most. */
    private static String cut(String reason) {
        var bytes = reason.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST_REASON
                ? reason
                : new String(bytes, 0, LONGEST_REASON, StandardCharsets.UTF_8).replaceAll("\\uFFFD+$", "");
    }

    @Override
    public void send(ByteBuffer piece, Callback callback) {
        var open = session;
        if (open == null) {
            callback.failed(new IllegalStateException("the socket is not open"));
            return;
        }
        open.sendFrame(new Frame(OpCode.TEXT, piece), callback, false);
    }

    @Override
    public byte @Nullable [] piece(RunningOperation operation, Delivery delivery) {
        if (delivery instanceof Delivery.Restart) {
            restart();
        }
        return operations.piece(operation, delivery);
    }

    @Override
    public void ended() {
        var open = session;
        var status = closing;
        if (open != null && status != null) {
            open.close(status, Callback.NOOP);
        }
    }

    @Override
    public void broken(Throwable reason) {
        var open = session;
        if (open != null) {
            open.abort();
        }
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        release();
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        release();
        callback.succeeded();
    }

    private void release() {
        synchronized (outbox) {
            if (closing == null) {
                closing = CloseStatus.NO_CLOSE_STATUS;
            }
        }
        streams.remove(this);
        var known = caller;
        caller = null;
        if (known != null) {
            streams.uncount(known);
        }
        operations.stopAll();
        outbox.abort(new ClosedChannelException());
    }
}
