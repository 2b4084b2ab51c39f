package dev.postern.execution;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/** The arrays that answers are written in, used again; safe for use by several threads. */
final class BufferPool {

    /** Nearly every answer is shorter; a longer one takes several. */
    static final int SIZE = 128 * 1024;

    private static final int MOST = 128;

    private final Queue<byte[]> free = new ArrayBlockingQueue<>(MOST);

    byte[] take() {
        var array = free.poll();
        return array == null ? new byte[SIZE] : array;
    }

    /** @param array one of another size is left to the garbage collector */
    void give(byte[] array) {
        if (array.length == SIZE) {
            var ignored = free.offer(array);
        }
    }
}
