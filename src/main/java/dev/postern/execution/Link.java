package dev.postern.execution;

import dev.postern.plan.TypePlan;
import dev.postern.statement.Page;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What a statement brought for one field of some parents.
 *
 * <p>Filled while statements run, read while the answer is written.
 */
final class Link {

    /** The number of each parent's key, -1 where the parent has none. */
    private final int[] keys;

    private final Parents owner;
    private final @Nullable Page page;

    private @Nullable KeyedResult result;
    private @Nullable RowParents children;
    private @Nullable PageParents pages;
    private @Nullable FieldError error;
    private int touched;

    /**
     * @param owner the parents
     * @param keys by the parents' number; not copied
     * @param page what of a connection is asked for, null for another field, and for one that nobody can answer
     */
    Link(Parents owner, int[] keys, @Nullable Page page) {
        this.owner = owner;
        this.keys = keys;
        this.page = page;
    }

    Parents owner() {
        return owner;
    }

    @Nullable
    Page page() {
        return page;
    }

    /** The connections, where the field is one and its statement ran. */
    @Nullable
    PageParents pages() {
        return pages;
    }

    /** The number of a parent's key, -1 for one without, or for what is no parent at all. */
    int key(int parent) {
        return parent < 0 ? -1 : keys[parent];
    }

    /** Adds the keys of all parents. */
    void collect(BitSet asked) {
        for (var key : keys) {
            if (key >= 0) {
                asked.set(key);
            }
        }
    }

    /**
     * The result of a statement that returned rows.
     *
     * @param objects the rows as objects or as pages, null where they are leaves
     */
    void bring(KeyedResult rows, @Nullable Parents objects) {
        result = rows;
        children = objects instanceof RowParents those ? those : null;
        pages = objects instanceof PageParents those ? those : null;
    }

    /** The end of a statement that returned none, and changed some. */
    void touch(int rows) {
        touched = rows;
    }

    void fail(FieldError failure) {
        error = failure;
    }

    /** Null when no rows were returned, or nobody had a key. */
    @Nullable
    KeyedResult result() {
        return result;
    }

    /** The rows as objects, null where they are leaves. */
    @Nullable
    RowParents children() {
        return children;
    }

    @Nullable
    FieldError error() {
        return error;
    }

    int touched() {
        return touched;
    }

    /** Whether it is certain that writing these rows, for any parent, meets no error. */
    boolean isSure(TypePlan type, LeafWriters leaves) {
        if (error != null || result == null || children == null) {
            return false;
        }
        var isList = type instanceof TypePlan.ListOf;
        for (var key : keys) {
            var rows = key < 0 ? 0 : result.count(key);
            if (isList ? key >= 0 && result.isTooLong(key) : (rows > 1 || (rows == 0 && type.nonNull()))) {
                return false;
            }
        }
        return !(type instanceof TypePlan.ListOf list && list.element() instanceof TypePlan.ListOf)
                && children.isSure(leaves);
    }
}
