package dev.postern.subscription;

import dev.postern.execution.ErrorCode;
import dev.postern.execution.EventQuery;
import dev.postern.execution.FieldError;
import dev.postern.subscription.SubscriptionProperties.Overflow;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber's stream: a bounded queue that whoever sends to the client takes from when the client is ready.
 *
 * <p>Safe for use by several threads.
 */
public final class Subscription {

    private final EventQuery query;
    private final SubscriptionProperties properties;
    private final Runnable ready;
    private final Consumer<Subscription> ending;
    private final Queue<Delivery.Event> waiting = new ArrayDeque<>();
    private @Nullable Delivery last;
    private boolean hasGap;
    private boolean missesSome;
    private boolean isOver;

    /**
     * @param ready told, outside of any lock, when there is something to take after there was nothing; must not wait
     * @param ending told once, when nothing more will come
     */
    Subscription(EventQuery query, SubscriptionProperties properties, Runnable ready, Consumer<Subscription> ending) {
        this.query = query;
        this.properties = properties;
        this.ready = ready;
        this.ending = ending;
    }

    EventQuery query() {
        return query;
    }

    /** The next thing to send, null when there is nothing; nothing comes after one that is the last. */
    public synchronized @Nullable Delivery take() {
        var event = waiting.poll();
        if (event != null) {
            notifyAll();
            var taken = hasGap ? event.behindGap() : event;
            hasGap = false;
            return taken;
        }
        var end = last;
        last = null;
        return end;
    }

    /** Whether there is something to take. */
    public synchronized boolean hasNext() {
        return !waiting.isEmpty() || last != null;
    }

    /** The end of it, because the client wants no more or is gone. */
    public void cancel() {
        if (close(null)) {
            ending.accept(this);
        }
    }

    private enum Added {
        FIRST,
        ONE_MORE,
        TOO_MANY
    }

    /** Adds the answer to an event. */
    void offer(byte[] body) {
        switch (add(body)) {
            case FIRST -> ready.run();
            case ONE_MORE -> {}
            case TOO_MANY ->
                end(new Delivery.Failure(new FieldError(
                        ErrorCode.LIMIT_EXCEEDED,
                        "More than " + properties.queue() + " events waited for the subscriber.")));
        }
    }

    private synchronized Added add(byte[] body) {
        if (isOver) {
            return Added.ONE_MORE;
        }
        var event = new Delivery.Event(body, missesSome);
        if (waiting.size() < properties.queue()) {
            waiting.add(event);
            missesSome = false;
            return waiting.size() == 1 ? Added.FIRST : Added.ONE_MORE;
        }
        if (properties.overflow() == Overflow.END) {
            waiting.clear();
            return Added.TOO_MANY;
        }
        waiting.remove();
        waiting.add(event);
        missesSome = false;
        hasGap = true;
        return Added.ONE_MORE;
    }

    /** Adds the answer to an event once there is room for it; false when the stream is over. */
    boolean offerInTurn(byte[] body) {
        synchronized (this) {
            while (!isOver && waiting.size() >= properties.queue()) {
                try {
                    wait();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
        offer(body);
        return !isOver();
    }

    synchronized boolean isOver() {
        return isOver;
    }

    /** Events may have been missed, before the next one that comes and behind all that wait. */
    synchronized void gap() {
        missesSome = true;
    }

    /** The end of it, for a reason that the client is told behind everything that waits. */
    void end(Delivery reason) {
        if (close(reason)) {
            ending.accept(this);
            ready.run();
        }
    }

    private synchronized boolean close(@Nullable Delivery reason) {
        if (isOver) {
            return false;
        }
        isOver = true;
        notifyAll();
        last = reason;
        if (reason == null) {
            waiting.clear();
        }
        return true;
    }
}
