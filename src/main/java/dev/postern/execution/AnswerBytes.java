package dev.postern.execution;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** An answer that is kept instead of sent. Not safe for use by several threads. */
public final class AnswerBytes extends ByteArrayOutputStream {

    /** Adds the parts of a body, in order; they are used up. */
    public void write(List<ByteBuffer> body) {
        for (var part : body) {
            var bytes = new byte[part.remaining()];
            part.get(bytes);
            writeBytes(bytes);
        }
    }
}
