package dev.postern.inspection;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Something that another thread asks the database for, while the caller does something else. */
final class Meanwhile<T> implements AutoCloseable {

    private final CompletableFuture<T> answer;

    private Meanwhile(CompletableFuture<T> answer) {
        this.answer = answer;
    }

    /** What is asked. */
    interface Question<T> {
        T ask() throws SQLException;
    }

    static <T> Meanwhile<T> ask(Question<T> question) {
        return new Meanwhile<>(CompletableFuture.supplyAsync(
                () -> answer(question),
                task -> Thread.ofPlatform().daemon().name("check").start(task)));
    }

    private static <T> T answer(Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException failure) {
            throw new CompletionException(failure);
        }
    }

    /** Waits until the connection is not used any more, whatever came of it. */
    @Override
    public void close() {
        answer.handle((ignored, failure) -> true).join();
    }

    /** @throws SQLException when the database could not be asked */
    T await() throws SQLException {
        try {
            return answer.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof SQLException own) {
                throw own;
            }
            throw failed.getCause() instanceof RuntimeException own ? own : failed;
        }
    }
}
