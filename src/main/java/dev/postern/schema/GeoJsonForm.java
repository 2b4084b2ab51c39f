package dev.postern.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A geometry by RFC 7946: no feature, longitude before latitude, an optional height.
 *
 * <p>Source: https://www.rfc-editor.org/rfc/rfc7946#section-3.1
 */
final class GeoJsonForm implements ScalarForm {

    private static final int DEEPEST = 20;
    private static final Set<String> WITHOUT_COORDINATES = Set.of("type", "geometries", "bbox");
    private static final Set<String> WITH_COORDINATES = Set.of("type", "coordinates", "bbox");

    private final NumberForms.FloatForm number = new NumberForms.FloatForm();

    @Override
    public String expected() {
        return "a geometry by RFC 7946 in WGS 84, such as {\"type\": \"Point\", \"coordinates\": [13.4, 52.5]}";
    }

    @Override
    public @Nullable Object read(Object input) {
        return isGeometry(input, 0) ? input : null;
    }

    /** What PostGIS itself made of a geometry, in JSON, is right. */
    @Override
    public @Nullable Object write(Object value) {
        return value instanceof Map<?, ?> object && object.get("type") instanceof String ? value : null;
    }

    private boolean isGeometry(@Nullable Object value, int depth) {
        if (!(value instanceof Map<?, ?> object) || !(object.get("type") instanceof String type) || depth > DEEPEST) {
            return false;
        }
        if (type.equals("GeometryCollection")) {
            return WITHOUT_COORDINATES.containsAll(object.keySet())
                    && object.get("geometries") instanceof List<?> geometries
                    && geometries.stream().allMatch(geometry -> isGeometry(geometry, depth + 1));
        }
        return WITH_COORDINATES.containsAll(object.keySet())
                && object.get("coordinates") instanceof List<?> coordinates
                && areCoordinates(type, coordinates);
    }

    private boolean areCoordinates(String type, List<?> coordinates) {
        return switch (type) {
            case "Point" -> coordinates.isEmpty() || isPosition(coordinates);
            case "MultiPoint" -> coordinates.stream().allMatch(this::isPosition);
            case "LineString" -> isLine(coordinates, 2);
            case "MultiLineString" -> coordinates.stream().allMatch(line -> isLine(line, 2));
            case "Polygon" -> isPolygon(coordinates);
            case "MultiPolygon" -> coordinates.stream().allMatch(this::isPolygon);
            default -> false;
        };
    }

    private boolean isPolygon(@Nullable Object value) {
        return value instanceof List<?> rings && rings.stream().allMatch(this::isRing);
    }

    /** Its last position is the first one again. */
    private boolean isRing(@Nullable Object value) {
        return isLine(value, 4) && value instanceof List<?> ring && same(ring.getFirst(), ring.getLast());
    }

    private boolean same(Object one, Object other) {
        return one.equals(other) || doubles((List<?>) one).equals(doubles((List<?>) other));
    }

    private static List<Double> doubles(List<?> position) {
        return position.stream().map(value -> ((Number) value).doubleValue()).toList();
    }

    private boolean isLine(@Nullable Object value, int fewest) {
        return value instanceof List<?> positions
                && (positions.isEmpty() || positions.size() >= fewest)
                && positions.stream().allMatch(this::isPosition);
    }

    private boolean isPosition(@Nullable Object value) {
        return value instanceof List<?> numbers
                && (numbers.size() == 2 || numbers.size() == 3)
                && numbers.stream().allMatch(element -> element != null && number.read(element) != null);
    }
}
