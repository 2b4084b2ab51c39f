package dev.postern.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Postgres's text form of arrays: {@code {1,NULL,"a \"b\""}}, {@code {{1,2},{3,4}}}.
 *
 * <p>Source: https://www.postgresql.org/docs/18/arrays.html#ARRAYS-IO
 */
final class ArrayText {

    private ArrayText() {}

    /**
     * The text of an array.
     *
     * @param separator what its type has between elements
     * @param elements values, nulls, or lists of them for further dimensions
     * @param write a value's own text, null for SQL's null
     */
    static String write(char separator, List<?> elements, Function<Object, @Nullable String> write) {
        var text = new StringBuilder();
        append(text, separator, elements, write);
        return text.toString();
    }

    private static void append(
            StringBuilder text, char separator, List<?> elements, Function<Object, @Nullable String> write) {
        text.append('{');
        var start = text.length();
        for (var element : elements) {
            if (text.length() > start) {
                text.append(separator);
            }
            if (element instanceof List<?> inner) {
                append(text, separator, inner, write);
                continue;
            }
            appendElement(text, element == null ? null : write.apply(element));
        }
        text.append('}');
    }

    private static void appendElement(StringBuilder text, @Nullable String element) {
        if (element == null) {
            text.append("NULL");
            return;
        }
        text.append('"')
                .append(element.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"');
    }

    /**
     * The elements of an array's text, lists for further dimensions.
     *
     * @param separator what its type has between elements
     * @param read an element's value from its text
     */
    static List<@Nullable Object> read(char separator, String text, Function<String, @Nullable Object> read) {
        var start = text.indexOf('{');
        return new Reading(separator, text, start, read).list();
    }

    /** Bounds other than 1 stand before the first brace, as in {@code [0:1]={a,b}}, and say nothing to JSON. */
    private static final class Reading {

        private final char separator;
        private final String text;
        private final Function<String, @Nullable Object> read;
        private int at;

        Reading(char separator, String text, int start, Function<String, @Nullable Object> read) {
            this.separator = separator;
            this.text = text;
            this.at = start;
            this.read = read;
        }

        List<@Nullable Object> list() {
            var elements = new ArrayList<@Nullable Object>();
            at++;
            while (text.charAt(at) != '}') {
                elements.add(element());
                if (text.charAt(at) == separator) {
                    at++;
                }
            }
            at++;
            return elements;
        }

        private @Nullable Object element() {
            return switch (text.charAt(at)) {
                case '{' -> list();
                case '"' -> read.apply(quoted());
                default -> bare();
            };
        }

        private String quoted() {
            var element = new StringBuilder();
            for (at++; text.charAt(at) != '"'; at++) {
                if (text.charAt(at) == '\\') {
                    at++;
                }
                element.append(text.charAt(at));
            }
            at++;
            return element.toString();
        }

        private @Nullable Object bare() {
            var start = at;
            while (text.charAt(at) != separator && text.charAt(at) != '}') {
                at++;
            }
            var element = text.substring(start, at);
            return element.equals("NULL") ? null : read.apply(element);
        }
    }
}
