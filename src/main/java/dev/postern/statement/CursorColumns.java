package dev.postern.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The columns that tell where in an order a row stands: {@code cursor_1f0a33c2_1} and so on.
 *
 * @param order the order's {@link PageOrder#fingerprint()}
 * @param positions of the columns, in the order of the keys
 */
public record CursorColumns(String order, List<Integer> positions) {

    private static final Pattern NAME = Pattern.compile("cursor_([0-9a-f]{8})_(\\d+)");

    public CursorColumns {
        positions = List.copyOf(positions);
    }

    /** The name of a key's column; keys count from 0 here. */
    public static String name(String fingerprint, int key) {
        return "cursor_" + fingerprint + "_" + (key + 1);
    }

    /** Those among a result's columns, null when there are none. */
    public static @Nullable CursorColumns of(Columns columns) {
        var found = new TreeMap<Integer, Integer>();
        var order = "";
        for (int i = 0; i < columns.size(); i++) {
            var name = NAME.matcher(columns.get(i).name());
            if (name.matches()) {
                order = name.group(1);
                found.put(Integer.valueOf(name.group(2)), i);
            }
        }
        return found.isEmpty() ? null : new CursorColumns(order, new ArrayList<>(found.values()));
    }

    /** Where a row stands. */
    public PagePosition position(Row row) {
        var values = new ArrayList<@Nullable String>();
        positions.forEach(column -> values.add(row.text(column)));
        return new PagePosition(order, values);
    }
}
