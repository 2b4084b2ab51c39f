package dev.postern.server;

import dev.postern.subscription.Subscription;

/** What becomes of an operation where answers may go on. */
sealed interface StreamStart {

    /** Answers come for as long as somebody takes them. */
    record Subscribed(Subscription subscription) implements StreamStart {}

    /**
     * There is one answer, and this is it.
     *
     * @param executed whether the operation began to run; if not, there are only errors
     */
    record Answered(byte[] response, boolean executed) implements StreamStart {}
}
