package dev.postern.statement;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The value of a cell's text, as {@link Row#value(int)} describes it. */
final class CellReader {

    private CellReader() {}

    static @Nullable Object read(PostgresType type, byte[] cell) {
        return switch (type.form()) {
            case JSON, VECTOR -> Json.read(cell);
            case INTEGER, FLOAT, NUMERIC, BOOLEAN, BYTES, ARRAY, COMPOSITE, GEOMETRY, TEXT ->
                read(type, new String(cell, StandardCharsets.UTF_8));
        };
    }

    private static @Nullable Object read(PostgresType type, String text) {
        return switch (type.form()) {
            case INTEGER -> Long.valueOf(text);
            case FLOAT -> Double.valueOf(text);
            case NUMERIC -> number(text);
            case BOOLEAN -> text.equals("t");
            case JSON, VECTOR -> Json.read(text.getBytes(StandardCharsets.UTF_8));
            case BYTES -> HexFormat.of().parseHex(text, 2, text.length());
            case ARRAY -> array(type, text);
            case COMPOSITE -> composite(type, text);
            case GEOMETRY -> geometry(text);
            case TEXT -> text;
        };
    }

    private static Map<String, @Nullable Object> composite(PostgresType type, String text) {
        var values = CompositeText.read(text);
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < values.size(); i++) {
            var attribute = type.attributes().get(i);
            var value = values.get(i);
            object.put(attribute.name(), value == null ? null : read(attribute.type(), value));
        }
        return object;
    }

    /** What GeoJSON has no words for stays as it is. */
    private static Object geometry(String text) {
        var object = Geometry.read(text);
        return object == null ? text : object;
    }

    private static Object number(String text) {
        return Character.isLetter(text.charAt(text.length() - 1)) ? text : new BigDecimal(text);
    }

    private static @Nullable Object array(PostgresType type, String text) {
        var element = type.element();
        return element == null ? text : ArrayText.read(element.separator(), text, item -> read(element, item));
    }
}
