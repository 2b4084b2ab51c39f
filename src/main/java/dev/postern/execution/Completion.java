package dev.postern.execution;

import dev.postern.plan.ObjectPlan;
import dev.postern.plan.TypePlan;
import dev.postern.statement.Rows;
import org.jspecify.annotations.Nullable;

/** What an entity's statement brought for rows that lack columns of it. */
final class Completion {

    /** In the place of a row's number: there is no such object. */
    static final int ABSENT = -1;

    /** In the place of a row's number: two came for one key. */
    static final int SEVERAL = -2;

    private final int[] rows;
    private final @Nullable RowParents objects;
    private @Nullable FieldError error;

    private Completion(int[] rows, @Nullable RowParents objects, @Nullable FieldError error) {
        this.rows = rows;
        this.objects = objects;
        this.error = error;
    }

    /**
     * @param rows the number of the row that belongs to each of those that lack something
     * @param came all of them
     * @param plan what is selected of them
     */
    static Completion of(int[] rows, Rows came, ObjectPlan plan) {
        return new Completion(rows, new RowParents(came, "", new TypePlan.Concrete(plan, false), null), null);
    }

    /**
     * @param keys the number of each row's key, {@link #ABSENT} where it has none
     * @param error why nothing came
     */
    static Completion failed(int[] keys, FieldError error) {
        return new Completion(keys, null, error);
    }

    /** What is said of an object as a whole that was looked up and did not come; null where it did, or is absent. */
    @Nullable
    FieldError failure(int parent) {
        return rows[parent] != ABSENT && (objects == null || rows[parent] == SEVERAL) ? error() : null;
    }

    boolean isAbsent(int parent) {
        return rows[parent] == ABSENT;
    }

    /**
     * The number of the row that belongs to one that is not absent.
     *
     * @throws FieldException when there is not one
     */
    int row(int parent) {
        if (objects == null || rows[parent] == SEVERAL) {
            throw new FieldException(error(), null);
        }
        return rows[parent];
    }

    /** The rows that came, null when the statement failed. */
    @Nullable
    RowParents objects() {
        return objects;
    }

    /** What is said of everything that did not come. */
    FieldError error() {
        var known = error;
        if (known == null) {
            known = InternalErrors.report("an entity's statement brought two rows for one key");
            error = known;
        }
        return known;
    }
}
