package dev.postern.plan;

import java.util.Locale;

/** An operation that asks for more than it may; the message is for the client and says how much, and what is allowed. */
public final class LimitException extends RuntimeException {

    LimitException(String message) {
        super(message, null, false, false);
    }

    /**
     * Throws when there is more than there may be.
     *
     * @param subject {@code The document has}
     * @param unit what is counted, in the plural
     */
    static void require(String subject, long actual, String unit, long most) {
        if (actual > most) {
            throw new LimitException(
                    String.format(Locale.ROOT, "%s %,d %s; the most is %,d.", subject, actual, unit, most));
        }
    }
}
