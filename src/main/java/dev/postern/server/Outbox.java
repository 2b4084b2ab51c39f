package dev.postern.server;

import dev.postern.subscription.Delivery;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * What goes out on one connection, one piece after the other, each when the client has taken the one before; streams take turns.
 *
 * <p>No thread waits for a slow client: what a stream has to say waits in its own bounded queue. Safe for use by several threads.
 */
final class Outbox extends IteratingCallback {

    private final Wire wire;
    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
    /** A piece that took longer did not go into a buffer of ours: the client has taken something. */
    private static final long WAITED = Duration.ofMillis(50).toNanos();

    private final AtomicLong sentAt = new AtomicLong(System.nanoTime());
    private final AtomicLong drainedAt = new AtomicLong(System.nanoTime());

    /** The connection. */
    interface Wire {

        /** Sends a piece; the callback is told when the client's side has taken it. */
        void send(ByteBuffer piece, Callback callback);

        /**
         * What to send for something that a stream has to say.
         *
         * @return null for nothing
         */
        byte @Nullable [] piece(RunningOperation operation, Delivery delivery);

        /** Said once, when everything before the end has been sent. */
        void ended();

        /** Said once, when the client takes nothing any more. */
        void broken(Throwable reason);
    }

    private sealed interface Entry {

        record Piece(byte[] bytes) implements Entry {}

        record Ready(RunningOperation operation) implements Entry {}

        record End() implements Entry {}
    }

    Outbox(Wire wire) {
        this.wire = wire;
    }

    /** Adds a piece. */
    void send(byte[] bytes) {
        entries.add(new Entry.Piece(bytes));
        iterate();
    }

    /** A stream has something to say. */
    void ready(RunningOperation operation) {
        entries.add(new Entry.Ready(operation));
        iterate();
    }

    /** The end, behind everything that waits. */
    void end() {
        entries.add(new Entry.End());
        iterate();
    }

    /** Nanoseconds since something was sent. */
    long silence() {
        return System.nanoTime() - sentAt.get();
    }

    /** When the client was last seen to take something, in terms of {@code System.nanoTime()}. */
    long drainedAt() {
        return drainedAt.get();
    }

    @Override
    protected void onSuccess() {
        if (silence() > WAITED) {
            drainedAt.set(System.nanoTime());
        }
    }

    @Override
    protected Action process() {
        while (true) {
            var entry = entries.poll();
            switch (entry) {
                case null -> {
                    return Action.IDLE;
                }
                case Entry.Piece piece -> {
                    return write(piece.bytes);
                }
                case Entry.Ready ready -> {
                    var piece = piece(ready);
                    if (piece != null) {
                        return write(piece);
                    }
                }
                case Entry.End ignored -> {
                    return Action.SUCCEEDED;
                }
            }
        }
    }

    private byte @Nullable [] piece(Entry.Ready ready) {
        var delivery = ready.operation.take();
        if (delivery == null) {
            return null;
        }
        entries.add(ready);
        return wire.piece(ready.operation, delivery);
    }

    private Action write(byte[] piece) {
        sentAt.set(System.nanoTime());
        wire.send(ByteBuffer.wrap(piece), this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteSuccess() {
        wire.ended();
    }

    @Override
    protected void onCompleteFailure(Throwable reason) {
        wire.broken(reason);
    }
}
