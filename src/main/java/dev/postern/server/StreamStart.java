package dev.postern.server;

import dev.postern.subscription.Subscription;

/** What becomes of an operation where answers may go on. */
sealed interface StreamStart {

    /** Answers come for as long as somebody takes them. */
    record Subscribed(Subscription subscription) implements StreamStart {}

    /** There is one answer, and this is it. */
    final class Answered implements StreamStart {

        private final byte[] response;
        private final boolean isExecuted;

        /** @param isExecuted whether the operation began to run; if not, there are only errors */
        Answered(byte[] response, boolean isExecuted) {
            this.response = response;
            this.isExecuted = isExecuted;
        }

        /** The JSON of it, not to be written to. */
        byte[] response() {
            return response;
        }

        boolean isExecuted() {
            return isExecuted;
        }
    }
}
