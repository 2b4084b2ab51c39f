package dev.postern.execution;

import dev.postern.statement.CursorColumns;
import dev.postern.statement.PagePosition;
import dev.postern.statement.Row;
import dev.postern.statement.Rows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The cursors of one field's rows: opaque to clients, and good for that field in that order only.
 *
 * <p>A cursor holds the values by which its row is sorted, so it stays what it is when rows come and go, its own among them.
 * It is no secret: whoever sees it sees these values, and what it says is checked by Postgres like any other input. Immutable.
 */
public final class Cursors {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String coordinate;
    private final Rows rows;
    private final @Nullable CursorColumns columns;

    private Cursors(String coordinate, Rows rows) {
        this.coordinate = coordinate;
        this.rows = rows;
        this.columns = CursorColumns.of(rows.columns());
    }

    /**
     * The cursors of some rows.
     *
     * @param coordinate the field that is a connection
     */
    public static Cursors of(String coordinate, Rows rows) {
        return new Cursors(coordinate, rows);
    }

    /**
     * A row's cursor.
     *
     * @throws FieldException when the statement returns no {@code cursor_*}
     */
    public String of(int row) {
        if (columns == null) {
            throw new FieldException(
                    InternalErrors.report(coordinate + " is a connection, and its statement returns no cursor_*: add"
                            + " what page.by calls cursor to its columns"),
                    null);
        }
        var position = columns.position(new Row(rows, row));
        var parts = new ArrayList<@Nullable String>();
        parts.add(mark(coordinate));
        parts.add(position.order());
        parts.addAll(position.values());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(parts));
    }

    /**
     * What a client's cursor says.
     *
     * @throws FieldException for one that was not made here, or for another field
     */
    static PagePosition read(String coordinate, String argument, String cursor) {
        var parts = parts(cursor);
        if (parts.size() < 3 || parts.get(0) == null || parts.get(1) == null) {
            throw refused(coordinate, argument, "is no cursor of this API");
        }
        if (!mark(coordinate).equals(parts.get(0))) {
            throw refused(coordinate, argument, "is a cursor of another field");
        }
        return new PagePosition(String.valueOf(parts.get(1)), parts.subList(2, parts.size()));
    }

    private static List<@Nullable String> parts(String cursor) {
        try {
            var bytes = Base64.getUrlDecoder().decode(cursor.getBytes(StandardCharsets.UTF_8));
            return Arrays.asList(JSON.readValue(bytes, String[].class));
        } catch (IllegalArgumentException | JacksonException foreign) {
            return List.of();
        }
    }

    static FieldException refused(String coordinate, String argument, String fault) {
        return new FieldException(error(coordinate, argument, fault), null);
    }

    /** The error for a position that is none here. */
    static FieldError error(String coordinate, String argument, String fault) {
        return new FieldError(
                ErrorCode.BAD_USER_INPUT,
                coordinate + ": '" + argument + "' " + fault + ". Take one that this field gave in the same order.");
    }

    private static String mark(String coordinate) {
        return String.format("%08x", coordinate.hashCode());
    }
}
