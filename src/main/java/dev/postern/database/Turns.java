package dev.postern.database;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A number of turns, and those who wait for one in the order in which they came.
 *
 * <p>A semaphore's timed wait has the JVM plan an alarm for each virtual thread and take it back, which is a tenth of the
 * processor time of a short request. Here who waits sleeps without one; all wait equally long, so a single thread that sleeps
 * until the eldest has waited enough ends every wait in time. Safe for use by several threads.
 */
final class Turns {

    private enum State {
        WAITING,
        TAKEN,
        ENDED
    }

    private record Waiter(Thread thread, long until, AtomicReference<State> state) {

        /** Whether somebody still waited for this to be decided. */
        boolean decide(State outcome) {
            var isDecided = state.compareAndSet(State.WAITING, outcome);
            if (isDecided) {
                LockSupport.unpark(thread);
            }
            return isDecided;
        }
    }

    private final long waitNanos;
    private final Queue<Waiter> waiting = new ArrayDeque<>();
    private int free;
    private boolean isTimed;

    /** @param wait how long somebody waits for a turn at the most */
    Turns(int count, Duration wait) {
        this.free = count;
        this.waitNanos = wait.toNanos();
    }

    /** Whether the caller has a turn now; without one it has waited for as long as it may, or was interrupted. */
    boolean take() {
        var waiter = enter();
        if (waiter == null) {
            return true;
        }
        while (waiter.state().get() == State.WAITING) {
            if (Thread.currentThread().isInterrupted()) {
                leave(waiter);
            } else {
                LockSupport.park(this);
            }
        }
        return waiter.state().get() == State.TAKEN;
    }

    /** Whether the caller has that many turns now, without any wait. */
    synchronized boolean takeNow(int count) {
        if (free < count) {
            return false;
        }
        free -= count;
        return true;
    }

    /** Turns that go to those who have waited longest. */
    synchronized void release(int count) {
        for (int i = 0; i < count; i++) {
            if (!handOver()) {
                free++;
            }
        }
    }

    /** How many wait. */
    synchronized int waiting() {
        return waiting.size();
    }

    private boolean handOver() {
        for (var waiter = waiting.poll(); waiter != null; waiter = waiting.poll()) {
            if (waiter.decide(State.TAKEN)) {
                return true;
            }
        }
        return false;
    }

    private synchronized @Nullable Waiter enter() {
        if (free > 0) {
            free--;
            return null;
        }
        var waiter =
                new Waiter(Thread.currentThread(), System.nanoTime() + waitNanos, new AtomicReference<>(State.WAITING));
        waiting.add(waiter);
        if (!isTimed) {
            isTimed = true;
            Thread.ofVirtual().name("turns").start(this::time);
        }
        return waiter;
    }

    private synchronized void leave(Waiter waiter) {
        if (waiter.decide(State.ENDED)) {
            waiting.remove(waiter);
        }
    }

    private void time() {
        for (var nanos = remaining(); nanos > 0; nanos = remaining()) {
            LockSupport.parkNanos(this, nanos);
        }
    }

    /** Until the eldest has waited enough, after those who have; 0 when nobody waits, and then nobody looks any more. */
    private synchronized long remaining() {
        for (var eldest = waiting.peek(); eldest != null; eldest = waiting.peek()) {
            var nanos = eldest.until() - System.nanoTime();
            if (nanos > 0) {
                return nanos;
            }
            waiting.remove();
            eldest.decide(State.ENDED);
        }
        isTimed = false;
        return 0;
    }
}
