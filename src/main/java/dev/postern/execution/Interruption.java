package dev.postern.execution;

import dev.postern.statement.Cancellation;
import dev.postern.statement.StatementException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The end of a request before its answer is complete, if it comes to that; safe for use by several threads. */
public final class Interruption {

    private final Cancellation cancellation = new Cancellation();
    private final AtomicReference<@Nullable Cause> cause = new AtomicReference<>();

    /** Why a request ends early. */
    public sealed interface Cause {

        /**
         * It took too long.
         *
         * @param allowed the time that a request may take
         */
        record Deadline(Duration allowed) implements Cause {}

        /** Nobody waits for the answer. */
        record ClientGone() implements Cause {}
    }

    /** Ends the request: what runs is cancelled in Postgres, and nothing else begins. Returns at once; the first cause counts. */
    public void interrupt(Cause why) {
        if (cause.compareAndSet(null, why)) {
            Thread.ofVirtual().start(cancellation::cancel);
        }
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /** What the client is told of a statement that was cancelled for this, null when it failed for a reason of its own. */
    @Nullable
    FieldError error(String coordinate, StatementException failure) {
        if (!failure.refusal().sqlState().equals("57014")) {
            return null;
        }
        return switch (cause.get()) {
            case null -> null;
            case Cause.Deadline deadline ->
                new FieldError(
                        ErrorCode.TIMEOUT,
                        coordinate + ": the request took longer than " + Durations.shown(deadline.allowed())
                                + ", the most that one may take.");
            case Cause.ClientGone gone -> new FieldError(ErrorCode.TIMEOUT, coordinate + ": the client has gone.");
        };
    }
}
