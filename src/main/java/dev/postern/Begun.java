package dev.postern;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Something that a thread of its own makes, while the caller does something else; safe for use by several threads. */
final class Begun<T> {

    private final CompletableFuture<T> made;

    private Begun(CompletableFuture<T> made) {
        this.made = made;
    }

    /** @param thread its name */
    static <T> Begun<T> of(String thread, Supplier<T> making) {
        return new Begun<>(CompletableFuture.supplyAsync(
                making, task -> Thread.ofPlatform().daemon().name(thread).start(task)));
    }

    /** Waits until it is made, or cannot be. */
    void end() {
        made.handle((ignored, failure) -> true).join();
    }

    /** What was made, or what its making threw. */
    T await() {
        try {
            return made.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException own ? own : failed;
        }
    }
}
