package dev.postern.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** The body of one request, as long as it comes in time; for one thread. */
final class SentBody {

    /** What a body without a length begins with. */
    private static final long LEAST = 512;

    private final Request request;
    private final Duration most;
    private final long start = System.nanoTime();
    private final Semaphore available = new Semaphore(0);
    private boolean isOver;

    /** @param most that all of it may take to come */
    SentBody(Request request, Duration most) {
        this.request = request;
        this.most = most;
    }

    /**
     * The next bytes.
     *
     * @param limit after which no more is read, though a few more bytes may come
     * @throws RequestFault when they do not come in time, or not at all
     */
    byte[] read(int limit) {
        var bytes = new ByteArrayOutputStream((int) Math.clamp(request.getLength(), LEAST, LEAST + limit));
        try {
            while (!isOver && bytes.size() <= limit) {
                add(bytes);
            }
            return bytes.toByteArray();
        } catch (IOException gone) {
            throw RequestFault.input("The body ended before it was complete.");
        }
    }

    /** Reads what comes, and keeps none of it. */
    void discard(long limit) {
        for (var left = limit; left > 0 && !isOver; ) {
            left -= read(1).length;
        }
    }

    private void add(ByteArrayOutputStream bytes) throws IOException {
        var chunk = request.read();
        if (chunk == null) {
            await();
            return;
        }
        if (Content.Chunk.isFailure(chunk)) {
            throw new IOException(chunk.getFailure());
        }
        var buffer = chunk.getByteBuffer();
        var part = new byte[buffer.remaining()];
        buffer.get(part);
        bytes.writeBytes(part);
        isOver = chunk.isLast();
        chunk.release();
    }

    private void await() {
        request.demand(available::release);
        try {
            var left = most.toNanos() - (System.nanoTime() - start);
            if (!available.tryAcquire(Math.max(0, left), TimeUnit.NANOSECONDS)) {
                throw RequestFault.slow("The body did not come within " + most.toMillis() + " ms.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw RequestFault.input("The body ended before it was complete.");
        }
    }
}
