package dev.postern.server;

import dev.postern.execution.Interruption;
import dev.postern.subscription.Delivery;
import dev.postern.subscription.Subscription;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An operation of a connection on which answers go on, from its beginning to its end. Safe for use by several threads. */
final class RunningOperation {

    private final String id;
    private final Interruption interruption = new Interruption();
    private final long start = System.nanoTime();
    private final AtomicBoolean isAnnounced = new AtomicBoolean();
    private @Nullable Subscription subscription;
    private boolean isStopped;

    RunningOperation(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    Interruption interruption() {
        return interruption;
    }

    /** Since it came. */
    long nanos() {
        return System.nanoTime() - start;
    }

    /** Said when its stream is there; one that nobody wants any more ends at once. */
    void streams(Subscription stream) {
        if (!keep(stream)) {
            stream.cancel();
        }
    }

    private synchronized boolean keep(Subscription stream) {
        subscription = stream;
        return !isStopped;
    }

    synchronized boolean isStream() {
        return subscription != null;
    }

    /** Says that there may be something to send; false when that is known already. */
    boolean announce() {
        return isAnnounced.compareAndSet(false, true);
    }

    /** Said by whoever knew of it, and found nothing; true when there is something by now, and it is still known. */
    boolean announcesAgain() {
        isAnnounced.set(false);
        var stream = stream();
        return stream != null && stream.hasNext() && announce();
    }

    /** The next thing to send, null when there is nothing. */
    @Nullable
    Delivery take() {
        var stream = stream();
        return stream == null ? null : stream.take();
    }

    private synchronized @Nullable Subscription stream() {
        return isStopped ? null : subscription;
    }

    /** Its end, because nobody wants more of it. */
    void stop() {
        interruption.interrupt(new Interruption.Cause.ClientGone());
        var stream = stopped();
        if (stream != null) {
            stream.cancel();
        }
    }

    private synchronized @Nullable Subscription stopped() {
        isStopped = true;
        return subscription;
    }
}
