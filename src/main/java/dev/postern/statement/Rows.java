package dev.postern.statement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a statement returned: columns, and rows as Postgres sent them.
 *
 * <p>Immutable and safe for use by several threads, provided that nobody writes to the cells.
 */
public final class Rows {

    /** Neither columns nor rows. */
    public static final Rows NONE = new Rows(List.of(), List.of());

    private final List<Column> columns;
    private final List<byte[][]> cells;
    private final Map<String, Integer> positions;

    Rows(List<Column> columns, List<byte[][]> cells) {
        this.columns = List.copyOf(columns);
        this.cells = cells;
        this.positions = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            positions.putIfAbsent(columns.get(i).name(), i);
        }
    }

    public List<Column> columns() {
        return columns;
    }

    /** The position of the column with this name, or -1; the first one when several share it. */
    public int column(String name) {
        return positions.getOrDefault(name, -1);
    }

    /** The number of rows. */
    public int size() {
        return cells.size();
    }

    /** A row, counted from 0. */
    public Row row(int number) {
        return new Row(this, number);
    }

    /** All rows, in the order in which they came. */
    public List<Row> all() {
        return IntStream.range(0, size()).mapToObj(this::row).toList();
    }

    byte[][] cells(int row) {
        return cells.get(row);
    }
}
