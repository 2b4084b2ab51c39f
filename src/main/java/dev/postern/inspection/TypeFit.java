package dev.postern.inspection;

import java.util.Map;
import java.util.Set;

/**
 * Which scalar goes with which type of Postgres, without a loss.
 *
 * <p>Docs: {@code docs/contract.md}, "Scalars". What is not here needs a cast in the SQL, which says that it is meant.
 */
final class TypeFit {

    private static final Set<String> NUMBERS = Set.of("int2", "int4", "int8", "float4", "float8", "numeric");

    /** What is read from a column and bound to a parameter of one type only. */
    private static final Map<String, Set<String>> EXACT = Map.of(
            "Boolean", Set.of("bool"),
            "DateTime", Set.of("timestamptz"),
            "LocalDateTime", Set.of("timestamp"),
            "Date", Set.of("date"),
            "LocalTime", Set.of("time"),
            "Duration", Set.of("interval"),
            "UUID", Set.of("uuid"),
            "Bytes", Set.of("bytea"),
            "Vector", Set.of("vector", "halfvec"),
            "GeoJSON", Set.of("geometry", "geography"));

    /** What else is read from a column of these types. */
    private static final Map<String, Set<String>> READ = Map.of(
            "Int", Set.of("int2", "int4", "int8"),
            "Float", Set.of("float4", "float8", "int2", "int4"),
            "Long", Set.of("int2", "int4", "int8"),
            "Decimal", Set.of("numeric", "int2", "int4", "int8"),
            "GeoJSON", Set.of("geometry", "geography", "json", "jsonb"),
            "Vector", Set.of("vector", "halfvec", "json", "jsonb"));

    /** What a row has as something else than its text. */
    private static final Set<String> NO_TEXT =
            Set.of("bytea", "json", "jsonb", "vector", "halfvec", "geometry", "geography");

    /** What else is bound to a parameter of these types, or to more than it is read from. */
    private static final Map<String, Set<String>> BOUND = Map.of(
            "Int", NUMBERS,
            "Float", Set.of("float4", "float8", "numeric"),
            "Long", Set.of("int2", "int4", "int8", "numeric"),
            "Decimal", Set.of("numeric"),
            "Vector", Set.of("vector", "halfvec", "json", "jsonb"),
            "GeoJSON", Set.of("geometry", "geography", "json", "jsonb"),
            "UUID", Set.of("uuid", "text", "varchar"));

    /** No string of a client's is meant for these. */
    private static final Set<String> NOT_TEXT = Set.of(
            "int2",
            "int4",
            "int8",
            "float4",
            "float8",
            "numeric",
            "bool",
            "bytea",
            "json",
            "jsonb",
            "date",
            "time",
            "timestamp",
            "timestamptz",
            "uuid");

    private TypeFit() {}

    /** Whether anything is known of a scalar. */
    static boolean knows(String scalar) {
        return READ.containsKey(scalar)
                || EXACT.containsKey(scalar)
                || Set.of("ID", "String", "JSON").contains(scalar);
    }

    /** Whether a scalar shows what a column of this type holds. */
    static boolean reads(String scalar, DataType type) {
        return switch (scalar) {
            case "ID" -> type.isInteger() || type.isText() || type.name().equals("uuid");
            case "String" -> isPlain(type) && !NO_TEXT.contains(type.name());
            case "JSON" -> !type.name().equals("bytea") && !type.isComposite();
            default -> of(READ, scalar).contains(type.name());
        };
    }

    /** Whether Postgres reads every value of a scalar as one of this type. */
    static boolean binds(String scalar, DataType type) {
        return switch (scalar) {
            case "ID" -> type.isInteger() || type.isText() || type.name().equals("uuid");
            case "String" -> isPlain(type) && !NOT_TEXT.contains(type.name()) && !type.isEnum();
            case "JSON" -> type.isJson();
            default -> of(BOUND, scalar).contains(type.name());
        };
    }

    private static Set<String> of(Map<String, Set<String>> types, String scalar) {
        return types.getOrDefault(scalar, EXACT.getOrDefault(scalar, Set.of()));
    }

    private static boolean isPlain(DataType type) {
        return !type.isArray() && !type.isComposite();
    }

    /**
     * The group of types in which equal values are written alike, so that a key of the one is found among the other.
     *
     * @return empty for a type of which equal values may be written differently
     */
    static String keyGroup(DataType type) {
        return switch (type.name()) {
            case "int2", "int4", "int8", "oid" -> "integers";
            case "text", "varchar", "name" -> "texts";
            case "numeric", "citext", "bpchar", "interval", "float4", "float8" -> "";
            default -> type.display();
        };
    }
}
