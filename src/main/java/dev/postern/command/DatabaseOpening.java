package dev.postern.command;

import dev.postern.database.Database;
import dev.postern.inspection.InspectedDatabase;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A database that is opened, and its catalogue read, by a thread of its own while the caller does something else; closing it
 * does not wait.
 */
final class DatabaseOpening implements AutoCloseable {

    private final CompletableFuture<Database> opened = new CompletableFuture<>();
    private final CompletableFuture<InspectedDatabase> inspected =
            opened.thenApply(database -> new InspectedDatabase(database::borrow, database.poolSize() > 1).read());

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
        } catch (RuntimeException | Error failure) {
            opened.completeExceptionally(failure);
        }
    }

    /** What the database is called. */
    String description() {
        return await(opened).description();
    }

    /** The database with its catalogue read. */
    InspectedDatabase inspected() {
        return await(inspected);
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException own ? own : failed;
        }
    }

    @Override
    public void close() {
        if (!opened.cancel(false) && !opened.isCompletedExceptionally()) {
            opened.join().close();
        }
    }
}
