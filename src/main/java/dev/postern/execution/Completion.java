package dev.postern.execution;

import org.jspecify.annotations.Nullable;

/** What an entity's statement brought for rows that lack columns of it. */
final class Completion {

    private final int[] rows;
    private final @Nullable RowParents objects;
    private final @Nullable FieldError error;

    /**
     * @param rows the number of the row that belongs to each of those that lack something, -1 where there is no such object
     * @param objects what came, null when the statement failed
     * @param error why it failed
     */
    private Completion(int[] rows, @Nullable RowParents objects, @Nullable FieldError error) {
        this.rows = rows;
        this.objects = objects;
        this.error = error;
    }

    static Completion of(int[] rows, RowParents objects) {
        return new Completion(rows, objects, null);
    }

    /** @param keys the number of each row's key, -1 where it has none */
    static Completion failed(int[] keys, FieldError error) {
        return new Completion(keys, null, error);
    }

    boolean isAbsent(int parent) {
        return rows[parent] < 0;
    }

    /** The number of the row that belongs to one that is not absent. */
    int row(int parent) {
        return rows[parent];
    }

    @Nullable
    FieldError error() {
        return error;
    }

    /**
     * The rows that came.
     *
     * @throws FieldException when the statement failed
     */
    RowParents objects() {
        if (objects == null) {
            throw new FieldException(error == null ? InternalErrors.report("an entity never came") : error, null);
        }
        return objects;
    }
}
