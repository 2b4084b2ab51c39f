package dev.postern.fetching;

import dev.postern.execution.Cursors;
import dev.postern.execution.PageWindow;
import dev.postern.statement.Page;
import dev.postern.statement.Row;
import dev.postern.statement.Rows;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A page of rows, as the fields of a connection are fetched from it.
 *
 * @param source what was asked, and whose it is
 * @param rows those that came for this parent, in the order in which they came
 */
record ConnectionObject(Source source, Cursors cursors, List<Row> rows) {

    /**
     * What a connection and its count have in common.
     *
     * @param coordinate the field that is the connection
     * @param key of the parent, null for a field of {@code Query} and for a parent without one
     * @param parameters what was given to the connection's statement
     */
    record Source(String coordinate, Page page, @Nullable ParentKey key, Map<String, @Nullable Object> parameters) {

        ConnectionObject of(Rows result, List<Row> rows) {
            return new ConnectionObject(this, Cursors.of(coordinate, result), rows);
        }
    }

    PageWindow window() {
        return new PageWindow(source.page(), rows.size());
    }

    /** The rows of the page in its order, each an edge and a node. */
    List<RowObject> objects() {
        var window = window();
        return IntStream.range(0, window.size())
                .mapToObj(place -> RowObject.of(rows.get(window.from(place)), cursors))
                .toList();
    }

    /** The cursor of the first or the last row, null when there is none. */
    @Nullable
    String cursor(boolean isFirst) {
        var objects = objects();
        if (objects.isEmpty()) {
            return null;
        }
        return isFirst ? objects.getFirst().cursor() : objects.getLast().cursor();
    }
}
