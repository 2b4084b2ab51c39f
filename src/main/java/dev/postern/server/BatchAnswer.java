package dev.postern.server;

import dev.postern.execution.AnswerBytes;
import dev.postern.execution.OperationTrace;
import dev.postern.execution.ResponseTarget;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers to a batch, one after the other, as one list; kept until the last one is there. Not safe for several threads. */
final class BatchAnswer implements ResponseTarget {

    private final AnswerBytes out = new AnswerBytes();
    private @Nullable OperationTrace trace;

    /** What the next answer says of how it was made, null for nothing. */
    void traces(@Nullable OperationTrace asked) {
        trace = asked;
    }

    @Override
    public @Nullable OperationTrace trace() {
        return trace;
    }

    @Override
    public void send(boolean executed, List<ByteBuffer> body, Runnable whenSent) {
        next();
        out.write(body);
        whenSent.run();
    }

    /** Closing it does nothing: the next answer goes the same way. */
    @Override
    public OutputStream stream() {
        next();
        return out;
    }

    private void next() {
        out.write(out.size() == 0 ? '[' : ',');
    }

    /** The whole list. */
    ByteBuffer body() {
        out.write(']');
        return ByteBuffer.wrap(out.toByteArray());
    }
}
