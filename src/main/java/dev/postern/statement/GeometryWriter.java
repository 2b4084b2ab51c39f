package dev.postern.statement;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** EWKB in the making, big-endian. Not safe for use by several threads. */
final class GeometryWriter {

    private static final int HAS_HEIGHT = 0x80000000;
    private static final int HAS_SYSTEM = 0x20000000;
    private static final int POINT = 1;
    private static final int LINE = 2;
    private static final int POLYGON = 3;
    private static final int MULTI = 3;
    private static final int COLLECTION = 7;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int dimensions = 2;

    String hex() {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    /** @param system the reference system, 0 for that of what is around it */
    void geometry(Map<?, ?> geometry, int system) {
        if (system != 0) {
            dimensions = hasHeight(geometry) ? 3 : 2;
        }
        var code = Geometry.code(String.valueOf(geometry.get("type")));
        head(code, system);
        if (code == COLLECTION) {
            var members = list(geometry, "geometries");
            number(members.size());
            members.forEach(member -> geometry((Map<?, ?>) member, 0));
            return;
        }
        coordinates(code, list(geometry, "coordinates"));
    }

    private static List<?> list(Map<?, ?> geometry, String key) {
        return geometry.get(key) instanceof List<?> list ? list : List.of();
    }

    private void head(int code, int system) {
        bytes.write(0);
        number(code | (dimensions == 3 ? HAS_HEIGHT : 0) | (system == 0 ? 0 : HAS_SYSTEM));
        if (system != 0) {
            number(system);
        }
    }

    private void coordinates(int code, List<?> coordinates) {
        switch (code) {
            case POINT -> position(coordinates);
            case LINE -> line(coordinates);
            case POLYGON -> {
                number(coordinates.size());
                coordinates.forEach(ring -> line((List<?>) ring));
            }
            default -> {
                number(coordinates.size());
                coordinates.forEach(member -> member(code - MULTI, (List<?>) member));
            }
        }
    }

    private void member(int code, List<?> coordinates) {
        head(code, 0);
        coordinates(code, coordinates);
    }

    private void line(List<?> positions) {
        number(positions.size());
        positions.forEach(position -> position((List<?>) position));
    }

    /** Where some positions have a height the others are at 0; an empty point has no numbers. */
    private void position(List<?> position) {
        for (int i = 0; i < dimensions; i++) {
            var missing = position.isEmpty() ? Double.NaN : 0;
            var value = i < position.size() ? ((Number) position.get(i)).doubleValue() : missing;
            bytes.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
        }
    }

    private void number(int value) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    private static boolean hasHeight(Object value) {
        return switch (value) {
            case Map<?, ?> geometry -> geometry.values().stream().anyMatch(GeometryWriter::hasHeight);
            case List<?> list ->
                (list.size() == 3 && list.getFirst() instanceof Number)
                        || list.stream().anyMatch(GeometryWriter::hasHeight);
            default -> false;
        };
    }
}
