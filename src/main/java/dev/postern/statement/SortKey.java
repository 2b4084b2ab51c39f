package dev.postern.statement;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An expression by which a connection is sorted.
 *
 * @param expression SQL, without direction
 * @param descending whether the largest comes first
 * @param nulls where nulls stand; {@code UNSAID} for what is never null
 * @see <a href="https://www.postgresql.org/docs/18/queries-order.html">Sorting rows</a>
 */
public record SortKey(String expression, boolean descending, Nulls nulls) {

    private static final Pattern FORM = Pattern.compile(
            "(?<expression>.*?)(?:\\s+(?<direction>asc|desc))?(?:\\s+nulls\\s+(?<nulls>first|last))?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[\\w.\"]+");

    /** Where nulls stand. */
    public enum Nulls {
        UNSAID,
        FIRST,
        LAST;

        Nulls reversed() {
            return switch (this) {
                case UNSAID -> UNSAID;
                case FIRST -> LAST;
                case LAST -> FIRST;
            };
        }
    }

    /**
     * A key as {@code order by} has it: {@code v.built desc nulls last}.
     *
     * @throws IllegalArgumentException when there is no expression
     */
    static SortKey of(String text) {
        var form = FORM.matcher(text.strip());
        if (!form.matches() || form.group("expression").isBlank()) {
            throw new IllegalArgumentException("'" + text + "' is no sort expression");
        }
        var nulls = form.group("nulls");
        return new SortKey(
                form.group("expression").strip(),
                "desc".equalsIgnoreCase(form.group("direction")),
                nulls == null ? Nulls.UNSAID : Nulls.valueOf(nulls.toUpperCase(Locale.ROOT)));
    }

    /** Whether the expression may be null, as far as its author says. */
    public boolean isNullable() {
        return nulls != Nulls.UNSAID;
    }

    SortKey reversed() {
        return new SortKey(expression, !descending, nulls.reversed());
    }

    /** The expression where an operator stands beside it. */
    String operand() {
        return NAME.matcher(expression).matches() ? expression : "(" + expression + ")";
    }

    /** As {@code order by} has it. */
    @Override
    public String toString() {
        var direction = descending ? " desc" : "";
        return isNullable()
                ? expression + direction + " nulls " + nulls.name().toLowerCase(Locale.ROOT)
                : expression + direction;
    }
}
