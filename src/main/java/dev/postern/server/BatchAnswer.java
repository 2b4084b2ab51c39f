package dev.postern.server;

import dev.postern.execution.ResponseTarget;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** The answers to a batch, one after the other, as one list; kept until the last one is there. Not safe for several threads. */
final class BatchAnswer implements ResponseTarget {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Override
    public void send(boolean executed, List<ByteBuffer> body, Runnable whenSent) {
        next();
        for (var part : body) {
            var bytes = new byte[part.remaining()];
            part.get(bytes);
            out.writeBytes(bytes);
        }
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
