package dev.postern.server;

import dev.postern.execution.AnswerBytes;
import dev.postern.execution.ResponseTarget;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** The answers to a batch, one after the other, as one list; kept until the last one is there. Not safe for several threads. */
final class BatchAnswer implements ResponseTarget {

    private final AnswerBytes out = new AnswerBytes();

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
