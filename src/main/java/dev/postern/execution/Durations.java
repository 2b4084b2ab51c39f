package dev.postern.execution;

import java.time.Duration;
import java.util.Locale;

/** Spans of time in a message. */
final class Durations {

    private Durations() {}

    /** {@code 10 s}, or {@code 250 ms} where it is no whole number of seconds. */
    static String shown(Duration time) {
        return time.toMillisPart() == 0
                ? String.format(Locale.ROOT, "%,d s", time.toSeconds())
                : String.format(Locale.ROOT, "%,d ms", time.toMillis());
    }
}
