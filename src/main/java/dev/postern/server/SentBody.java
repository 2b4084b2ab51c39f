package dev.postern.server;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** The body of one request, as long as it comes in time; for one thread. */
final class SentBody {

    /** Room for what comes without a length, at first. */
    private static final int ROOM = 512;

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
        var length = request.getLength();
        var bytes = new byte[length < 0 ? ROOM : (int) Math.min(length, limit + 1L)];
        var size = 0;
        while (!isOver && size <= limit) {
            var chunk = next();
            var part = chunk.getByteBuffer();
            var end = size + part.remaining();
            if (end > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
            }
            part.get(bytes, size, part.remaining());
            size = end;
            isOver = chunk.isLast();
            chunk.release();
        }
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    /** Reads what comes, and keeps none of it. */
    void discard(long limit) {
        for (var left = limit; left > 0 && !isOver; ) {
            left -= read(1).length;
        }
    }

    private Content.Chunk next() {
        var chunk = request.read();
        while (chunk == null) {
            await();
            chunk = request.read();
        }
        if (Content.Chunk.isFailure(chunk)) {
            throw RequestFault.input("The body ended before it was complete.");
        }
        return chunk;
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
