package dev.postern.testing.equivalence;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values that clients give: by an argument's or an input's field's name and scalar, or by a scalar alone. */
final class Pools {

    private static final Map<String, List<Object>> SCALARS = Map.ofEntries(
            Map.entry("Int", List.of(0, 1, 2, 5, -1, Integer.MAX_VALUE)),
            Map.entry("Float", List.of(0, 1.5, -2e10, 1e300, Double.MIN_VALUE, 3)),
            Map.entry("String", List.of("", "a", "quote \" \\ \n\t \u2028 é😀", "%", "null", "12")),
            Map.entry("Boolean", List.of(true, false)),
            Map.entry("ID", List.of("1", "2", 3, "0", "nobody")),
            Map.entry("Long", List.of(new BigInteger("9223372036854775807"), "-9007199254740993", 5)),
            Map.entry("Decimal", List.of("12.50", 1.5, new BigDecimal("0.000000000000000000001"), "1e2")),
            Map.entry("DateTime", List.of("2026-01-31T14:05:00.123456+02:00", "infinity", "-0043-03-15T12:00:00Z")),
            Map.entry("LocalDateTime", List.of("2026-01-31T14:05:00", "+12026-01-01T00:00:00")),
            Map.entry("Date", List.of("2026-01-31", "-infinity", "-0043-03-15")),
            Map.entry("LocalTime", List.of("14:05:00", "24:00:00", "23:59:59.999999")),
            Map.entry("Duration", List.of("P1Y2M3DT4H5M6.789S", "P-1D", "PT0S")),
            Map.entry("UUID", List.of("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")),
            Map.entry("JSON", List.of(Map.of("a", List.of(1, "x", true)), List.of(), "text", 1.50, false)),
            Map.entry("Bytes", List.of("AP8=", "", "YWJj")),
            Map.entry("Vector", List.of(List.of(1, 0.5), Collections.nCopies(64, 0.25))),
            Map.entry(
                    "GeoJSON",
                    List.of(
                            Map.of("type", "Point", "coordinates", List.of(3.9, 51.9)),
                            Map.of(
                                    "type",
                                    "Polygon",
                                    "coordinates",
                                    List.of(List.of(
                                            List.of(3, 51), List.of(5, 51), List.of(5, 53), List.of(3, 51)))))));

    /** Of {@code Port.departures} and {@code Vessel.reports}, in the middle of each: fields of one order. */
    private static final List<Object> CURSORS = List.of(
            "WyJhYTNkYTk2YyIsImNlN2Q1YTI2IiwiMjAyNS0wNi0wMSAwMDowMDowMCswMCIsIjkwMDAiXQ",
            "WyIyYjQ5YmEyNyIsImI5ZmMyOGVlIiwiMjAyNS0xMi0yNSAwMDowMDowMCswMCJd");

    /** Of the demo's types, known or not. */
    private static final List<Object> REPRESENTATIONS = List.of(
            Map.of("__typename", "Vessel", "id", "3"),
            Map.of("__typename", "Vessel", "id", "005", "name", "x"),
            Map.of("__typename", "Vessel", "imoNumber", "9000001"),
            Map.of("__typename", "Company", "id", 2),
            Map.of("__typename", "Port", "unlocode", "SGSIN"),
            Map.of("__typename", "Port", "id", "nobody"),
            Map.of("id", "3"));

    private Pools() {}

    /** For the demo: what is there, and what is not; moments are of the past, so that both databases agree. */
    static Map<String, List<Object>> fleet() {
        var pools = new HashMap<>(SCALARS);
        pools.put("_Any", REPRESENTATIONS);
        put(pools, "ID", numbers(1, 12), "id", "vesselId", "ownerId");
        put(pools, "Int", List.of(0, 1, 2, 3), "limit", "first", "last", "next");
        put(pools, "String", CURSORS, "after", "before");
        put(pools, "Int", List.of(0, 1, 7, 100), "offset");
        put(pools, "ID", List.of("NLRTM", "SGSIN", "CNSHA", "XXXXX", "DEHAM"), "unlocode", "unlocodes", "from", "to");
        put(pools, "String", List.of("NL", "SG", "LR", "PA", "GB", "xx"), "country", "flag");
        put(pools, "String", List.of("a", "star", "Rotterdam", "maersk", ""), "text", "nameContains");
        put(
                pools,
                "DateTime",
                List.of("2026-01-31T14:05:00Z", "2020-06-01T00:00:00Z"),
                "at",
                "before",
                "since",
                "reportedAt");
        put(
                pools,
                "DateTime",
                List.of("2026-08-01T00:00:00Z", "2019-06-01T00:00:00Z"),
                "departedAt",
                "arrivedAt",
                "expectedAt");
        put(pools, "String", List.of("Alpha", "Beta", "Gamma", "Delta"), "name");
        put(pools, "Int", List.of(9074729, 9321483, 1234567, 7, 9176187, 8814275), "imoNumber");
        put(pools, "Int", List.of(1995, 2010, 2024), "builtYear");
        put(pools, "Float", List.of(100.5, 20, 9.25), "lengthMetres", "beamMetres", "draughtMetres", "tonnes");
        put(pools, "Int", List.of(0, 359, 360), "heading");
        put(pools, "Float", List.of(10, 50.5, -3.25), "latitude", "longitude", "speedKnots");
        return pools;
    }

    /** For the project of edge cases. */
    static Map<String, List<Object>> edges() {
        var pools = new HashMap<>(SCALARS);
        put(pools, "ID", List.of("1", "2", 3, "4", "5", "6", "7", "8", "101", "104", "201", "202", "999", "x"), "id");
        put(pools, "ID", List.of(1, 2, 3, 4, 5, 6, 7, 8, 101, 102, 103, 201, 202, 203, 204), "ids");
        put(pools, "Int", List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), "ids");
        put(pools, "Int", List.of(0, 1, 2, 3, 3, 4), "first", "by");
        put(pools, "String", List.of("a", "null", "it's {\"odd\", \\}"), "code");
        put(pools, "Int", List.of(1, 2), "zone");
        put(pools, "ID", List.of("1", "2", "3", "99"), "unitId", "parentId");
        put(pools, "String", List.of("Box", "Owner", "Note"), "kinds");
        put(pools, "Int", List.of(1, 2, 3), "last");
        put(pools, "String", cursors(), "after", "before");
        put(pools, "String", List.of("n1", "n2", "n3", "one", "it's", "\u2028 \" \\"), "name", "names");
        return pools;
    }

    /** Good ones of each connection, and what is none. */
    private static List<Object> cursors() {
        return List.of(
                cursor("Query.pages", "b.name nulls first, b.id desc", "null", "\"4\""),
                cursor("Query.pages", "b.name nulls first, b.id desc", "\"n2\"", "\"3\""),
                cursor("Query.strictPages", "b.id", "\"2\""),
                cursor("Query.thingPages", "x.id", "\"101\""),
                cursor("Owner.boxPages", "b.id desc", "\"3\""),
                cursor("Owner.boxPages", "b.id desc", "\"100\""),
                "none");
    }

    private static String cursor(String coordinate, String order, String... values) {
        var parts =
                "[\"%08x\",\"%08x\",%s]".formatted(coordinate.hashCode(), order.hashCode(), String.join(",", values));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(parts.getBytes(StandardCharsets.UTF_8));
    }

    private static void put(Map<String, List<Object>> pools, String scalar, List<Object> values, String... names) {
        Arrays.stream(names).forEach(name -> pools.put(name + " " + scalar, values));
    }

    private static List<Object> numbers(int from, int to) {
        return java.util.stream.IntStream.rangeClosed(from, to)
                .<Object>mapToObj(String::valueOf)
                .toList();
    }
}
