package dev.postern.execution;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** Somebody who takes an answer as fast as it comes, and counts its bytes. */
final class CountingTarget extends OutputStream implements ResponseTarget {

    private long bytes;

    long bytes() {
        return bytes;
    }

    @Override
    public void send(boolean executed, List<ByteBuffer> body, Runnable whenSent) {
        body.forEach(part -> bytes += part.remaining());
        whenSent.run();
    }

    @Override
    public OutputStream stream() {
        return this;
    }

    @Override
    public void write(int one) {
        bytes++;
    }

    @Override
    public void write(byte[] part, int offset, int length) {
        bytes += length;
    }
}
