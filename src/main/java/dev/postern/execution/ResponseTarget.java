package dev.postern.execution;

import dev.postern.plan.CacheHint;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where an answer goes; one of the two methods is called, once. */
public interface ResponseTarget {

    /**
     * Sends a whole body, and returns before the client has all of it.
     *
     * @param executed whether the operation began to run; if not, there are only {@code errors}
     * @param body in parts, at least one; not to be written to until they are sent
     * @param whenSent told when the body is no longer needed, on any thread
     */
    void send(boolean executed, List<ByteBuffer> body, Runnable whenSent);

    /** What a part of the work took, said before the answer is sent or begun; may be said several times for one phase. */
    default void took(Phase phase, long nanos) {}

    /** What is told of all that runs, and says it in the answer; null for nobody. */
    default @Nullable OperationTrace trace() {
        return null;
    }

    /** Said before an answer is sent that was kept of an earlier request. */
    default void replays() {}

    /** How long the answer may be kept; said before it is sent or begun. */
    default void caches(CacheHint hint) {}

    /** Said before an answer is sent that has errors, and so is not to be kept. */
    default void fails() {}

    /** Begins a body whose length is not known, of an operation that ran; writing waits for a slow client. */
    OutputStream stream();
}
