package dev.postern.subscription;

import dev.postern.execution.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a subscriber is sent next. */
public sealed interface Delivery {

    /** The answer to an event. */
    final class Event implements Delivery {

        private static final byte[] GAP =
                ",\"extensions\":{\"postern\":{\"gap\":true}}}".getBytes(StandardCharsets.US_ASCII);

        private final byte[] body;
        private final boolean isBehindGap;

        /**
         * @param body a whole response as JSON, shared with other subscribers
         * @param isBehindGap whether events may have been missed before it
         */
        Event(byte[] body, boolean isBehindGap) {
            this.body = body;
            this.isBehindGap = isBehindGap;
        }

        Event behindGap() {
            return new Event(body, true);
        }

        /** The response, with {@code extensions} where there is a gap before it; not to be written to. */
        public byte[] response() {
            if (!isBehindGap) {
                return body;
            }
            var marked = Arrays.copyOf(body, body.length - 1 + GAP.length);
            System.arraycopy(GAP, 0, marked, body.length - 1, GAP.length);
            return marked;
        }
    }

    /** The last one: why there are no more. */
    record Failure(FieldError error) implements Delivery {}

    /** The last one: whoever subscribes again goes on. */
    record Restart() implements Delivery {}
}
