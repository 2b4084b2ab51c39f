package dev.postern.statement;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of a result in their order, which are found by name too.
 *
 * <p>Immutable. Results of one text share one instance for as long as its columns stay the same, so what is worked out from
 * them can be kept by identity.
 */
public final class Columns extends AbstractList<Column> {

    private final List<Column> columns;
    private final int[] oids;
    private final Map<String, Integer> positions = new HashMap<>();

    /** @param oids the types as the server numbers them, in the same order */
    Columns(List<Column> columns, List<Integer> oids) {
        this.columns = List.copyOf(columns);
        this.oids = oids.stream().mapToInt(Integer::intValue).toArray();
        for (int i = 0; i < columns.size(); i++) {
            positions.putIfAbsent(columns.get(i).name(), i);
        }
    }

    @Override
    public Column get(int position) {
        return columns.get(position);
    }

    @Override
    public int size() {
        return columns.size();
    }

    /** The position of the column with this name, or -1; the first one when several share it. */
    public int position(String name) {
        return positions.getOrDefault(name, -1);
    }

    int oid(int position) {
        return oids[position];
    }

    /** Identity, as the purpose of this class is. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
