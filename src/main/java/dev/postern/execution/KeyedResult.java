package dev.postern.execution;

import dev.postern.binding.FieldBinding;
import dev.postern.statement.Rows;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a statement by the key that they belong to.
 *
 * <p>Rows of one key stay in the order in which they came. Immutable.
 */
final class KeyedResult {

    private final Rows rows;
    private final int[] starts;
    private final int[] order;
    private final int mostRows;

    private KeyedResult(Rows rows, int[] starts, int[] order, int mostRows) {
        this.rows = rows;
        this.starts = starts;
        this.order = order;
        this.mostRows = mostRows;
    }

    /** All rows for the one key of the root, whose number is 0. */
    static KeyedResult ofRoot(Rows rows, int mostRows) {
        var order = new int[rows.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        return new KeyedResult(rows, new int[] {0, order.length}, order, mostRows);
    }

    /**
     * Rows by the keys in their {@code key_*} columns; those of keys that nobody asked for are left out.
     *
     * @throws FieldException when such a column is missing
     */
    static KeyedResult of(FieldBinding binding, KeyTable keys, Rows rows, int mostRows) {
        var owners = owners(binding, keys, rows);
        var starts = new int[keys.size() + 1];
        for (var owner : owners) {
            if (owner >= 0) {
                starts[owner + 1]++;
            }
        }
        for (int i = 0; i < keys.size(); i++) {
            starts[i + 1] += starts[i];
        }
        var order = new int[starts[keys.size()]];
        var next = starts.clone();
        for (int row = 0; row < owners.length; row++) {
            if (owners[row] >= 0) {
                order[next[owners[row]]++] = row;
            }
        }
        return new KeyedResult(rows, starts, order, mostRows);
    }

    private static int[] owners(FieldBinding binding, KeyTable keys, Rows rows) {
        var columns = binding.keys().stream()
                .mapToInt(key -> column(binding, rows, key))
                .toArray();
        var owners = new int[rows.size()];
        var key = new byte[columns.length][];
        for (int row = 0; row < owners.length; row++) {
            owners[row] = read(rows, row, columns, key) ? keys.find(key) : -1;
        }
        return owners;
    }

    private static int column(FieldBinding binding, Rows rows, String key) {
        var column = rows.column("key_" + key);
        if (column < 0) {
            throw new FieldException(
                    InternalErrors.report(binding.statementOrNull() + " does not return the column 'key_" + key
                            + "', so nobody knows whose its rows are"),
                    null);
        }
        return column;
    }

    /** False when any part of the key is null. */
    static boolean read(Rows rows, int row, int[] columns, byte[][] key) {
        for (int i = 0; i < columns.length; i++) {
            var text = rows.cell(row, columns[i]);
            if (text == null) {
                return false;
            }
            key[i] = text;
        }
        return true;
    }

    Rows rows() {
        return rows;
    }

    /**
     * The rows that no answer shows, null where there are none: those of other keys, several where only one may stand, and
     * too many for a list.
     *
     * @param asked the keys that are shown
     */
    @Nullable
    BitSet unseen(BitSet asked, boolean isList) {
        var unseen = new BitSet(rows.size());
        unseen.set(0, rows.size());
        for (int key = asked.nextSetBit(0); key >= 0; key = asked.nextSetBit(key + 1)) {
            if (isList ? !isTooLong(key) : count(key) == 1) {
                show(key, unseen);
            }
        }
        return unseen.isEmpty() ? null : unseen;
    }

    private void show(int key, BitSet unseen) {
        for (int place = from(key); place < to(key); place++) {
            unseen.clear(order[place]);
        }
    }

    /** How many keys there are. */
    int keys() {
        return starts.length - 1;
    }

    /** How many rows a key has. */
    int count(int key) {
        return to(key) - from(key);
    }

    /** Whether a key has more rows than a list may have. */
    boolean isTooLong(int key) {
        return count(key) > mostRows;
    }

    FieldError tooLong(String coordinate, int key) {
        return FieldError.tooLong(coordinate, count(key), mostRows);
    }

    /** The place of a key's first row among all, for {@link #row}. */
    int from(int key) {
        return starts[key];
    }

    /** The place behind its last row. */
    int to(int key) {
        return starts[key + 1];
    }

    /** The number of the row at a place. */
    int row(int place) {
        return order[place];
    }
}
