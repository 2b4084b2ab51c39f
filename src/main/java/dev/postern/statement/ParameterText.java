package dev.postern.statement;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text in which a value is sent for a parameter of some type; Postgres reads it as its own. */
final class ParameterText {

    private ParameterText() {}

    /**
     * The text of a value.
     *
     * @param value what a scalar made of the client's input, a list, or a map for an input object
     * @throws IllegalArgumentException for a list or an object where the type takes one value, and for text that is
     *     not Unicode
     */
    static @Nullable String of(PostgresType type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Whole whole) {
            return of(type, whole.value);
        }
        return switch (type.form()) {
            case JSON -> sendable(Json.write(value));
            case VECTOR -> value instanceof List<?> numbers ? Json.write(numbers) : single(value);
            case COMPOSITE -> composite(type, value);
            case GEOMETRY -> value instanceof Map<?, ?> object ? Geometry.write(object) : single(value);
            case ARRAY -> array(type, value);
            case INTEGER, FLOAT, NUMERIC, BOOLEAN, BYTES, TEXT -> single(value);
        };
    }

    private static @Nullable String array(PostgresType type, Object value) {
        if (value instanceof KeyColumn keys) {
            return keys.arrayText();
        }
        var element = type.element();
        if (element != null && value instanceof List<?> elements) {
            return ArrayText.write(element.separator(), whole(element, elements), item -> of(element, item));
        }
        return single(value);
    }

    /** A list that is one value of a vector or of JSON is no further dimension. */
    private static List<?> whole(PostgresType element, List<?> elements) {
        return switch (element.form()) {
            case VECTOR, JSON -> elements.stream().map(Whole::of).toList();
            case INTEGER, FLOAT, NUMERIC, BOOLEAN, BYTES, ARRAY, COMPOSITE, GEOMETRY, TEXT -> elements;
        };
    }

    /** A list inside of another one. */
    private record Whole(List<?> value) {

        static @Nullable Object of(@Nullable Object item) {
            return item instanceof List<?> list ? new Whole(list) : item;
        }
    }

    private static String composite(PostgresType type, Object value) {
        return value instanceof Map<?, ?> object ? CompositeText.write(type, object, ParameterText::of) : single(value);
    }

    private static String single(Object value) {
        return switch (value) {
            case byte[] bytes -> "\\x" + HexFormat.of().formatHex(bytes);
            case BigDecimal number -> number.toPlainString();
            case List<?> ignored -> throw new IllegalArgumentException("a list");
            case Map<?, ?> ignored -> throw new IllegalArgumentException("an object");
            default -> sendable(value.toString());
        };
    }

    /** The driver would send a question mark for a surrogate that has lost its other half. */
    private static String sendable(String text) {
        if (hasSurrogates(text) && !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("text with half a character");
        }
        return text;
    }

    private static boolean hasSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
