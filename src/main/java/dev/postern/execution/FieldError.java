package dev.postern.execution;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client is told of a field that could not be answered.
 *
 * @param code its kind
 * @param message one or two sentences; no SQL, no name of a table or a class
 * @param details further {@code extensions}, such as {@code constraint}
 */
public record FieldError(ErrorCode code, String message, Map<String, Object> details) {

    /** For what did not run because its transaction had been undone: the answer says nothing of it. */
    public static final FieldError UNDONE =
            new FieldError(ErrorCode.CONFLICT, "The transaction was undone.", Map.of("undone", true));

    public FieldError {
        details = Map.copyOf(details);
    }

    public FieldError(ErrorCode code, String message) {
        this(code, message, Map.of());
    }

    /**
     * Nothing where something is promised: the schema said more than the data holds.
     *
     * @param path the field's way in the answer, with dots
     */
    public static FieldError nothing(String path) {
        return new FieldError(ErrorCode.INTERNAL, "Nothing came for '" + path + "', which is declared non-null.");
    }

    /**
     * A value that its type cannot hold.
     *
     * @param path the field's way in the answer, with dots
     * @param reason the scalar's own words
     */
    public static FieldError misfit(String path, String reason) {
        return new FieldError(ErrorCode.INTERNAL, "The value of '" + path + "' does not fit: " + reason);
    }

    /**
     * A list with more rows than one may have.
     *
     * @param coordinate the field
     */
    public static FieldError tooLong(String coordinate, int rows, int most) {
        return new FieldError(
                ErrorCode.LIMIT_EXCEEDED,
                String.format(Locale.ROOT, "%s: the list has %,d rows; the most is %,d.", coordinate, rows, most));
    }

    /** More representations than there may be. */
    public static FieldError tooMany(int representations, int most) {
        return new FieldError(
                ErrorCode.LIMIT_EXCEEDED,
                String.format(Locale.ROOT, "There are %,d representations; the most is %,d.", representations, most));
    }

    /** All of {@code extensions}: {@code code}, {@code errorType} and the details. */
    public Map<String, Object> extensions() {
        var extensions = new TreeMap<String, Object>(details);
        extensions.put("code", code.name());
        extensions.put("errorType", code.errorType());
        return extensions;
    }
}
