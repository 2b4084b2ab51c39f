package dev.postern.benchmark;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** How many answers have come to those who are not slow, and how long they took; added to by one thread. */
final class Arrivals {

    private final AtomicLong count = new AtomicLong();
    private long[] nanos = new long[1 << 16];
    private int kept;
    private volatile boolean isKept;

    void add(long took) {
        if (isKept) {
            if (kept == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * kept);
            }
            nanos[kept++] = took;
        }
        count.incrementAndGet();
    }

    long count() {
        return count.get();
    }

    /** Keeps times from now on. */
    void keep() {
        isKept = true;
    }

    /** How many times are kept; right when nothing comes any more. */
    int kept() {
        return count.get() == 0 ? 0 : kept;
    }

    /** The time that so many of a thousand stayed below; right when nothing comes any more. */
    double milliseconds(int ofThousand) {
        var sorted = Arrays.copyOf(nanos, kept());
        Arrays.sort(sorted);
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1L, sorted.length * (long) ofThousand / 1000)] / 1e6;
    }
}
