package dev.postern.benchmark;

import dev.postern.testing.SocketSwarm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A subscriber of one sensor, whose readings have the values 1, 2, 3 and so on: each is to come once, or to be marked as missed. */
final class SensorWatch implements SocketSwarm.Client {

    private static final byte[] VALUE = "\"value\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GAP = "\"gap\":true}}}}".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_FAULTS = 5;

    private final int sensor;
    private final boolean isSlow;
    private final List<Long> dues;
    private final Arrivals arrivals;
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private volatile int last;
    private volatile boolean hasGaps;

    /** @param dues when each reading was due, by {@code System.nanoTime()}, guarded by itself */
    SensorWatch(int sensor, boolean isSlow, List<Long> dues, Arrivals arrivals) {
        this.sensor = sensor;
        this.isSlow = isSlow;
        this.dues = dues;
        this.arrivals = arrivals;
    }

    @Override
    public void message(ByteBuffer text) {
        var now = System.nanoTime();
        var value = value(text);
        var isBehindGap = hasAt(text, text.limit() - GAP.length, GAP);
        hasGaps |= isBehindGap;
        var isNext = last == 0 || value == last + 1;
        if (value == 0 || (!isNext && !(isBehindGap && value > last))) {
            fault("has " + StandardCharsets.UTF_8.decode(text.slice(0, Math.min(300, text.limit()))));
            return;
        }
        last = value;
        if (!isSlow) {
            arrivals.add(now - due(value));
        }
    }

    private long due(int value) {
        synchronized (dues) {
            return dues.get(value - 1);
        }
    }

    /** 0 where there is none. */
    private static int value(ByteBuffer text) {
        for (int at = 0; at < text.limit(); at++) {
            if (hasAt(text, at, VALUE)) {
                return number(text, at + VALUE.length);
            }
        }
        return 0;
    }

    private static int number(ByteBuffer text, int from) {
        var value = 0;
        for (int at = from; text.get(at) >= '0' && text.get(at) <= '9'; at++) {
            value = value * 10 + text.get(at) - '0';
        }
        return value;
    }

    private static boolean hasAt(ByteBuffer text, int at, byte[] part) {
        if (at < 0 || at + part.length > text.limit()) {
            return false;
        }
        for (int i = 0; i < part.length; i++) {
            if (text.get(at + i) != part[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void ended(String how) {
        fault("ended: " + how);
    }

    private void fault(String what) {
        if (faults.size() < MOST_FAULTS) {
            faults.add("a subscriber of sensor " + sensor + " behind " + last + " " + what);
        }
    }

    boolean isSlow() {
        return isSlow;
    }

    boolean hasBegun() {
        return last > 0;
    }

    boolean knowsLast() {
        synchronized (dues) {
            return last == dues.size();
        }
    }

    boolean hasGaps() {
        return hasGaps;
    }

    List<String> faults() {
        return faults;
    }
}
