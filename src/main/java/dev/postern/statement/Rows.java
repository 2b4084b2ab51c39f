package dev.postern.statement;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Tuple;

/**
 * What a statement returned: columns, and rows as Postgres sent them.
 *
 * <p>Immutable and safe for use by several threads, provided that nobody writes to the cells.
 */
public final class Rows {

    /** Neither columns nor rows. */
    public static final Rows NONE = new Rows(new Columns(List.of(), List.of()), List.of());

    private final Columns columns;
    private final List<Tuple> rows;

    Rows(Columns columns, List<Tuple> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    public Columns columns() {
        return columns;
    }

    /** The position of the column with this name, or -1; the first one when several share it. */
    public int column(String name) {
        return columns.position(name);
    }

    /** The number of rows. */
    public int size() {
        return rows.size();
    }

    /** The length of all cells together. */
    long bytes() {
        var bytes = 0L;
        for (var row : rows) {
            for (int i = 0; i < row.fieldCount(); i++) {
                var cell = row.get(i);
                bytes += cell == null ? 0 : cell.length;
            }
        }
        return bytes;
    }

    /** A row, counted from 0. */
    public Row row(int number) {
        return new Row(this, number);
    }

    /** All rows, in the order in which they came. */
    public List<Row> all() {
        return IntStream.range(0, size()).mapToObj(this::row).toList();
    }

    /** The cell in Postgres's text form, UTF-8, to be read only; null for SQL's null. */
    public byte @Nullable [] cell(int row, int column) {
        return rows.get(row).get(column);
    }
}
