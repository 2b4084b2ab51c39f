package dev.postern.schema;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The column that a field is read from when nothing else is said.
 *
 * <p>A capital after a small letter or a digit begins a word, and a run of capitals is one word: {@code departedAt} is
 * {@code departed_at}, {@code userID} is {@code user_id}, {@code line2} is {@code line2}.
 */
public final class ColumnName {

    private static final Pattern WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern LETTER = Pattern.compile("_+([a-z0-9])");

    private ColumnName() {}

    /** The column of a field. */
    public static String of(String field) {
        return WORD.matcher(field).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    /** The property of a Java object, or the key of a JSON object, that goes by a column's name. */
    public static String property(String column) {
        return LETTER.matcher(column).replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }
}
