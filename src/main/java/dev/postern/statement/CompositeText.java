package dev.postern.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Postgres's text form of composites: {@code (1,"a ""b""",)}, where nothing is null.
 *
 * <p>Source: https://www.postgresql.org/docs/18/rowtypes.html#ROWTYPES-IO-SYNTAX
 */
final class CompositeText {

    private final String text;
    private int at = 1;

    private CompositeText(String text) {
        this.text = text;
    }

    /**
     * The text of a composite.
     *
     * @param object keys being attributes, or their names in SDL; what it lacks is null
     * @param write a value's own text
     * @throws IllegalArgumentException for a key that is no attribute
     */
    static String write(
            PostgresType type, Map<?, ?> object, BiFunction<PostgresType, @Nullable Object, @Nullable String> write) {
        var text = new StringBuilder("(");
        var known = 0;
        for (var attribute : type.attributes()) {
            var key = key(object, attribute.name());
            known += key == null ? 0 : 1;
            var value = key == null ? null : write.apply(attribute.type(), object.get(key));
            text.append(text.length() == 1 ? "" : ",");
            if (value != null) {
                text.append('"')
                        .append(value.replace("\\", "\\\\").replace("\"", "\"\""))
                        .append('"');
            }
        }
        if (known < object.size()) {
            throw new IllegalArgumentException("an object with other fields");
        }
        return text.append(')').toString();
    }

    private static @Nullable String key(Map<?, ?> object, String attribute) {
        if (object.containsKey(attribute)) {
            return attribute;
        }
        var word = word(attribute);
        return object.keySet().stream()
                .map(String::valueOf)
                .filter(key -> word(key).equals(word))
                .findFirst()
                .orElse(null);
    }

    private static String word(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** The texts of a composite's values, in order. */
    static List<@Nullable String> read(String text) {
        var reading = new CompositeText(text);
        var values = new ArrayList<@Nullable String>();
        do {
            values.add(reading.value());
        } while (text.charAt(reading.at++) == ',');
        return values;
    }

    private @Nullable String value() {
        if (isEnd()) {
            return null;
        }
        var value = new StringBuilder();
        while (!isEnd()) {
            if (text.charAt(at) == '"') {
                quoted(value);
            } else {
                value.append(plain());
            }
        }
        return value.toString();
    }

    private boolean isEnd() {
        return text.charAt(at) == ',' || text.charAt(at) == ')';
    }

    private char plain() {
        if (text.charAt(at) == '\\') {
            at++;
        }
        return text.charAt(at++);
    }

    /** Two quotes are one. */
    private void quoted(StringBuilder value) {
        for (at++; text.charAt(at) != '"' || text.charAt(at + 1) == '"'; ) {
            if (text.charAt(at) == '"') {
                at++;
            }
            value.append(plain());
        }
        at++;
    }
}
