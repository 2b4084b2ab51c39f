package dev.postern.statement;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The condition for the rows behind a position.
 *
 * <p>Where all keys go one way it is a comparison of rows, which an index serves as it is. Otherwise the first key is compared
 * on its own before all the rest, so that an index finds where to begin.
 *
 * @param order in which the rows are behind it
 * @param values of the order's keys at the position
 * @param path of the position, for placeholders: {@code page.after}
 * @see <a href="https://www.postgresql.org/docs/18/functions-comparisons.html#ROW-WISE-COMPARISON">Row comparison</a>
 */
record Seek(PageOrder order, List<@Nullable String> values, String path) {

    String text() {
        if (order.isUniform()) {
            return "(" + rows() + ")";
        }
        var leading = order.keys().size() == 1 ? "" : leading();
        return leading.isEmpty() ? "((" + beyond(0) + "))" : "(" + leading + " and (" + behindLeading() + "))";
    }

    private String rows() {
        var keys = order.keys();
        var sign = keys.getFirst().descending() ? " < " : " > ";
        if (keys.size() == 1) {
            return keys.getFirst().operand() + sign + value(0);
        }
        return keys.stream().map(SortKey::expression).collect(Collectors.joining(", ", "(", ")"))
                + sign
                + IntStream.range(0, keys.size()).mapToObj(this::value).collect(Collectors.joining(", ", "(", ")"));
    }

    /** What an index on the first key can use, empty where there is no such thing. */
    private String leading() {
        var key = order.keys().getFirst();
        if (values.getFirst() == null) {
            return key.nulls() == SortKey.Nulls.LAST ? key.operand() + " is null" : "";
        }
        return key.nulls() == SortKey.Nulls.LAST ? "" : key.operand() + sign(key) + "= " + value(0);
    }

    /**
     * What is left to say when the first key is no smaller. That it differs, and not that it is larger: conditions that say the same
     * twice make the planner expect far fewer rows than there are, and sort what it could read in order.
     */
    private String behindLeading() {
        return values.getFirst() == null
                ? beyond(1)
                : order.keys().getFirst().operand() + " <> " + value(0) + " or (" + beyond(1) + ")";
    }

    private String beyond(int number) {
        var strictly = strictly(number);
        if (number == order.keys().size() - 1) {
            return strictly.isEmpty() ? "false" : strictly;
        }
        var equal = equal(number) + " and (" + beyond(number + 1) + ")";
        return strictly.isEmpty() ? equal : strictly + " or " + equal;
    }

    /** Behind the position by this key alone; empty where nothing is. */
    private String strictly(int number) {
        var key = order.keys().get(number);
        if (values.get(number) == null) {
            return key.nulls() == SortKey.Nulls.LAST ? "" : key.operand() + " is not null";
        }
        var larger = key.operand() + sign(key) + " " + value(number);
        return key.nulls() == SortKey.Nulls.LAST ? "(" + larger + " or " + key.operand() + " is null)" : larger;
    }

    private String equal(int number) {
        var key = order.keys().get(number);
        return values.get(number) == null ? key.operand() + " is null" : key.operand() + " = " + value(number);
    }

    private static String sign(SortKey key) {
        return key.descending() ? " <" : " >";
    }

    private String value(int number) {
        return "#{" + path + ".values[" + number + "]}";
    }
}
