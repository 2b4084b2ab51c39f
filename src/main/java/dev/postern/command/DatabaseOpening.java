package dev.postern.command;

import dev.postern.database.Database;
import dev.postern.database.DatabaseException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A database that is opened by a thread of its own, while the caller does something else; closing it does not wait. */
final class DatabaseOpening implements AutoCloseable {

    private final CompletableFuture<Database> opened = new CompletableFuture<>();

    private DatabaseOpening() {}

    static DatabaseOpening begin(Supplier<Database> open) {
        var opening = new DatabaseOpening();
        Thread.ofPlatform().daemon().name("database").start(() -> opening.run(open));
        return opening;
    }

    private void run(Supplier<Database> open) {
        try {
            var database = open.get();
            if (!opened.complete(database)) {
                database.close();
            }
        } catch (RuntimeException failure) {
            opened.completeExceptionally(failure);
        }
    }

    /** @throws DatabaseException when it could not be opened */
    Database await() {
        try {
            return opened.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof DatabaseException own ? own : failed;
        }
    }

    @Override
    public void close() {
        if (!opened.cancel(false) && !opened.isCompletedExceptionally()) {
            opened.join().close();
        }
    }
}
