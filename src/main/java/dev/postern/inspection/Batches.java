package dev.postern.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What is sent to Postgres before its answer is read. */
final class Batches {

    /**
     * The most that is sent at once. It has room in any socket whose other end is not reading yet, so Postgres and the
     * gateway never wait for each other, however long the answers are.
     */
    private static final int MOST_CHARACTERS = 24 * 1024;

    private Batches() {}

    /** The items in their order, in as few lists as their texts allow; none is empty. */
    static <T> List<List<T>> of(List<T> items, Function<T, String> text) {
        var batches = new ArrayList<List<T>>();
        var batch = new ArrayList<T>();
        var characters = 0;
        for (var item : items) {
            var length = text.apply(item).length();
            if (!batch.isEmpty() && characters + length > MOST_CHARACTERS) {
                batches.add(List.copyOf(batch));
                batch.clear();
                characters = 0;
            }
            batch.add(item);
            characters += length;
        }
        if (!batch.isEmpty()) {
            batches.add(List.copyOf(batch));
        }
        return batches;
    }
}
