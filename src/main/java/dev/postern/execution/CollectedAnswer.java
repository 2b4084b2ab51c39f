package dev.postern.execution;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** An answer that is kept as a whole, because it goes out inside of something else. Not safe for use by several threads. */
public final class CollectedAnswer implements ResponseTarget {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private boolean isExecuted = true;

    @Override
    public void send(boolean executed, List<ByteBuffer> body, Runnable whenSent) {
        isExecuted = executed;
        for (var part : body) {
            var bytes = new byte[part.remaining()];
            part.get(bytes);
            out.writeBytes(bytes);
        }
        whenSent.run();
    }

    @Override
    public OutputStream stream() {
        return out;
    }

    /** Whether the operation began to run; if not, there are only errors. */
    public boolean isExecuted() {
        return isExecuted;
    }

    /** The JSON of it. */
    public byte[] whole() {
        return out.toByteArray();
    }
}
