package dev.postern.statement;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * PostGIS's text form of geometries, hexadecimal EWKB, and GeoJSON's tree.
 *
 * <p>Coordinates are the same doubles on both sides. Source: https://postgis.net/docs/using_postgis_dbmanagement.html#EWKB_EWKT and
 * https://www.rfc-editor.org/rfc/rfc7946#section-3.1
 */
final class Geometry {

    /** The only reference system of GeoJSON. */
    private static final int WGS84 = 4326;

    private static final int HAS_HEIGHT = 0x80000000;
    private static final int HAS_MEASURE = 0x40000000;
    private static final int HAS_SYSTEM = 0x20000000;
    private static final List<String> NAMES = List.of(
            "Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection");

    private Geometry() {}

    /** The GeoJSON of a text, null for what it has no words for: curves, measures, and other reference systems. */
    static @Nullable Map<String, @Nullable Object> read(String hex) {
        try {
            return new Reader(ByteBuffer.wrap(HexFormat.of().parseHex(hex))).geometry();
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    /** The text of a geometry in WGS 84, whose structure the scalar has checked. */
    static String write(Map<?, ?> geometry) {
        var writer = new GeometryWriter();
        writer.geometry(geometry, WGS84);
        return writer.hex();
    }

    /** The number by which EWKB knows a type. */
    static int code(String type) {
        return NAMES.indexOf(type) + 1;
    }

    private static final class Reader {

        private final ByteBuffer bytes;
        private int dimensions = 2;

        Reader(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        Map<String, @Nullable Object> geometry() {
            var code = header();
            var geometry = new LinkedHashMap<String, @Nullable Object>();
            geometry.put("type", NAMES.get(code - 1));
            if (code == NAMES.size()) {
                geometry.put("geometries", list(this::geometry));
            } else {
                geometry.put("coordinates", coordinates(code));
            }
            return geometry;
        }

        private int header() {
            bytes.order(bytes.get() == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            var flags = bytes.getInt();
            var code = flags & 0x1FFFFFFF;
            var system = (flags & HAS_SYSTEM) == 0 ? WGS84 : bytes.getInt();
            if ((flags & HAS_MEASURE) != 0 || code < 1 || code > NAMES.size() || system != WGS84) {
                throw new IllegalArgumentException("no GeoJSON");
            }
            dimensions = (flags & HAS_HEIGHT) == 0 ? 2 : 3;
            return code;
        }

        private List<?> coordinates(int code) {
            return switch (code) {
                case 1 -> position();
                case 2 -> list(this::position);
                case 3 -> list(() -> list(this::position));
                default -> list(this::member);
            };
        }

        /** Each part of a multi geometry has a head of its own. */
        private List<?> member() {
            return coordinates(header());
        }

        private <T> List<T> list(Supplier<T> element) {
            var count = bytes.getInt();
            var elements = new ArrayList<T>();
            for (int i = 0; i < count; i++) {
                elements.add(element.get());
            }
            return elements;
        }

        /** An empty point is written as numbers that are none. */
        private List<Object> position() {
            var position = new ArrayList<Object>();
            for (int i = 0; i < dimensions; i++) {
                var number = bytes.getDouble();
                if (!Double.isNaN(number)) {
                    position.add(number(number));
                }
            }
            return position;
        }

        private static Object number(double number) {
            if (Double.isInfinite(number)) {
                throw new IllegalArgumentException("no JSON number");
            }
            return number;
        }
    }
}
