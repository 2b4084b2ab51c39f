package dev.postern.fetching;

import dev.postern.execution.Cursors;
import dev.postern.execution.PageWindow;
import dev.postern.statement.Page;
import dev.postern.statement.Row;
import dev.postern.statement.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A page of rows, as the fields of a connection are fetched from it.
 *
 * @param source what was asked, and whose it is
 * @param rows those that came for this parent, in the order in which they came
 * @param completions of the rows of the page, with those of edges and nodes as their fields
 */
record ConnectionObject(Source source, Cursors cursors, List<Row> rows, Completions completions) {

    /**
     * What a connection and its count have in common.
     *
     * @param coordinate the field that is the connection
     * @param key of the parent, null for a field of {@code Query} and for a parent without one
     * @param parameters what was given to the connection's statement
     */
    record Source(String coordinate, Page page, @Nullable ParentKey key, Map<String, @Nullable Object> parameters) {

        ConnectionObject of(Rows result, List<Row> rows, Completions completions) {
            return new ConnectionObject(this, Cursors.of(coordinate, result), rows, completions);
        }

        /** Those of a parent's rows that are on its page, in the page's order. */
        List<Row> shown(List<Row> rows) {
            var window = new PageWindow(page, rows.size());
            return IntStream.range(0, window.size())
                    .mapToObj(place -> rows.get(window.from(place)))
                    .toList();
        }
    }

    PageWindow window() {
        return new PageWindow(source.page(), rows.size());
    }

    /**
     * The rows of the page in its order, each an edge or a node, with null for a node that is not there.
     *
     * @param label the key in the answer of the field that shows them
     */
    List<@Nullable RowObject> objects(String label) {
        var objects = new ArrayList<@Nullable RowObject>();
        for (var row : source.shown(rows)) {
            objects.add(RowObject.of(row, cursors, completions.of(row).field(label)));
        }
        return objects;
    }

    /** The cursor of the first or the last row, null when there is none. */
    @Nullable
    String cursor(boolean isFirst) {
        var shown = source.shown(rows);
        if (shown.isEmpty()) {
            return null;
        }
        return cursors.of((isFirst ? shown.getFirst() : shown.getLast()).number());
    }
}
