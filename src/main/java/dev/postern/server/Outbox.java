package dev.postern.server;

import dev.postern.subscription.Delivery;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
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

    /** A piece that took longer did not go into a buffer of ours: the client has taken something. */
    private static final long WAITED = Duration.ofMillis(50).toNanos();

    /** More than that waits only for a client which asks and does not listen. */
    private static final int LONG = 1_000;

    private final Wire wire;
    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
    private volatile boolean isOpen;
    private final AtomicInteger pieces = new AtomicInteger();
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

        /** Said whenever the client's side has taken a piece. */
        void taken();

        /** Said once, when everything before the end has been sent. */
        void ended();

        /** Said once, when the client takes nothing any more. */
        void broken(Throwable reason);
    }

    private sealed interface Entry {

        final class Piece implements Entry {

            private final byte[] bytes;

            Piece(byte[] bytes) {
                this.bytes = bytes;
            }
        }

        record Ready(RunningOperation operation) implements Entry {}

        record End() implements Entry {}
    }

    Outbox(Wire wire) {
        this.wire = wire;
    }

    /** Lets go out what waits and what comes; until then nothing does. */
    void open() {
        isOpen = true;
        iterate();
    }

    /** Adds a piece. */
    void send(byte[] bytes) {
        pieces.incrementAndGet();
        entries.add(new Entry.Piece(bytes));
        iterate();
    }

    /** Whether so much waits, besides what streams have to say, that nothing more should be asked for. */
    boolean isLong() {
        return pieces.get() > LONG;
    }

    /** A stream has something to say. */
    void ready(RunningOperation operation) {
        if (operation.announce()) {
            entries.add(new Entry.Ready(operation));
            iterate();
        }
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
        wire.taken();
    }

    @Override
    protected Action process() {
        while (isOpen) {
            var entry = entries.poll();
            switch (entry) {
                case null -> {
                    return Action.IDLE;
                }
                case Entry.Piece piece -> {
                    pieces.decrementAndGet();
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
        return Action.IDLE;
    }

    private byte @Nullable [] piece(Entry.Ready ready) {
        var delivery = ready.operation.take();
        if (delivery != null || ready.operation.announcesAgain()) {
            entries.add(ready);
        }
        return delivery == null ? null : wire.piece(ready.operation, delivery);
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
