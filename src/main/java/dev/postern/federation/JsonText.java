package dev.postern.federation;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as Postgres writes a {@code jsonb}: the keys of an object by length and then by bytes, a space behind each colon and comma.
 *
 * <p>So a key that is JSON is found again, taken as {@code json} or as {@code jsonb}. Source:
 * https://www.postgresql.org/docs/18/datatype-json.html
 */
final class JsonText {

    private static final Comparator<byte[]> BY_LENGTH =
            Comparator.<byte[]>comparingInt(key -> key.length).thenComparing(Arrays::compareUnsigned);

    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    /** The text of a tree of {@code Map}, {@code List}, {@code String}, numbers, {@code Boolean} and null. */
    static String of(@Nullable Object tree) {
        var json = new JsonText();
        json.add(tree);
        return json.text.toString();
    }

    private void add(@Nullable Object value) {
        switch (value) {
            case null -> text.append("null");
            case Map<?, ?> object -> object(object);
            case List<?> list -> list(list);
            case String string -> string(string);
            case BigDecimal number -> text.append(number.toPlainString());
            default -> text.append(value);
        }
    }

    private void object(Map<?, ?> object) {
        text.append('{');
        var separator = "";
        var keys = object.keySet().stream()
                .map(String::valueOf)
                .sorted(Comparator.comparing(key -> key.getBytes(StandardCharsets.UTF_8), BY_LENGTH))
                .toList();
        for (var key : keys) {
            text.append(separator);
            string(key);
            text.append(": ");
            add(object.get(key));
            separator = ", ";
        }
        text.append('}');
    }

    private void list(List<?> list) {
        text.append('[');
        var separator = "";
        for (var element : list) {
            text.append(separator);
            add(element);
            separator = ", ";
        }
        text.append(']');
    }

    private void string(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            var c = string.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        text.append('"');
    }
}
