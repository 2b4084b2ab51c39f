package dev.postern.statement;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A row of a result.
 *
 * @param rows the result
 * @param number its place in it, from 0
 */
public record Row(Rows rows, int number) {

    /** Whether the cell is SQL's null. */
    public boolean isNull(int column) {
        return cell(column) == null;
    }

    /** The cell in Postgres's text form, or null. */
    public @Nullable String text(int column) {
        var cell = cell(column);
        return cell == null ? null : new String(cell, StandardCharsets.UTF_8);
    }

    /**
     * The cell as a value.
     *
     * <p>Integers are {@code Long}, floats {@code Double}, {@code numeric} is {@code BigDecimal} ({@code String} where
     * it is {@code NaN} or infinite), {@code bool} {@code Boolean}, {@code bytea} {@code byte[]}, JSON a tree of
     * {@code Map}, {@code List}, {@code String}, numbers and {@code Boolean}, an array a {@code List} of these;
     * anything else is Postgres's text as a {@code String}.
     *
     * @return null where the cell is SQL's or JSON's null
     */
    public @Nullable Object value(int column) {
        var cell = cell(column);
        return cell == null ? null : CellReader.read(rows.columns().get(column).type(), cell);
    }

    /** The same for a string: a number that may have another form in Java is Postgres's own text. */
    public @Nullable Object written(int column) {
        return switch (rows.columns().get(column).type().form()) {
            case FLOAT, NUMERIC -> text(column);
            case INTEGER, BOOLEAN, JSON, BYTES, ARRAY, COMPOSITE, VECTOR, GEOMETRY, TEXT -> value(column);
        };
    }

    private byte @Nullable [] cell(int column) {
        return rows.cell(number, column);
    }
}
