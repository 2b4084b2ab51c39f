package dev.postern.rate;

import java.time.Duration;
import java.util.Locale;

/** Somebody who has asked for more than may be asked for in the time; the message is for the client. */
public final class RateException extends RuntimeException {

    private final long seconds;

    RateException(String whose, int cost, Allowance allowance, Duration wait) {
        this(whose, cost, allowance, Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    private RateException(String whose, int cost, Allowance allowance, long seconds) {
        super(
                String.format(
                        Locale.ROOT,
                        "The operation counts as %,d statements, and not as many are left of the %,d that %s may have in"
                                + " %,d s. Ask again in %,d s.",
                        cost,
                        allowance.statements(),
                        whose,
                        allowance.period().toSeconds(),
                        seconds),
                null,
                false,
                false);
        this.seconds = seconds;
    }

    /** In how many seconds the same may be asked again. */
    public long seconds() {
        return seconds;
    }
}
