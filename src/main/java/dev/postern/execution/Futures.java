package dev.postern.execution;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** The end of work that was handed to another thread. */
final class Futures {

    private Futures() {}

    /** Its value; what it threw is thrown here. */
    static <T> T await(Future<T> work) {
        try {
            return work.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while statements ran", interrupted);
        } catch (ExecutionException thrown) {
            throw new IllegalStateException(thrown.getCause());
        }
    }
}
