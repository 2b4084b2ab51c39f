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

    /** What is read from a column of these types. */
    private static final Map<String, Set<String>> READ = Map.ofEntries(
            Map.entry("Int", Set.of("int2", "int4", "int8")),
            Map.entry("Float", Set.of("float4", "float8", "int2", "int4")),
            Map.entry("Long", Set.of("int2", "int4", "int8")),
            Map.entry("Decimal", Set.of("numeric", "int2", "int4", "int8")),
            Map.entry("Boolean", Set.of("bool")),
            Map.entry("DateTime", Set.of("timestamptz")),
            Map.entry("LocalDateTime", Set.of("timestamp")),
            Map.entry("Date", Set.of("date")),
            Map.entry("LocalTime", Set.of("time")),
            Map.entry("Duration", Set.of("interval")),
            Map.entry("UUID", Set.of("uuid")),
            Map.entry("Bytes", Set.of("bytea")));

    /** What is bound to a parameter of these types. */
    private static final Map<String, Set<String>> BOUND = Map.ofEntries(
            Map.entry("Int", NUMBERS),
            Map.entry("Float", Set.of("float4", "float8", "numeric")),
            Map.entry("Long", Set.of("int2", "int4", "int8", "numeric")),
            Map.entry("Decimal", Set.of("numeric")),
            Map.entry("Boolean", Set.of("bool")),
            Map.entry("DateTime", Set.of("timestamptz")),
            Map.entry("LocalDateTime", Set.of("timestamp")),
            Map.entry("Date", Set.of("date")),
            Map.entry("LocalTime", Set.of("time")),
            Map.entry("Duration", Set.of("interval")),
            Map.entry("UUID", Set.of("uuid", "text", "varchar")),
            Map.entry("Bytes", Set.of("bytea")));

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
        return READ.containsKey(scalar) || Set.of("ID", "String", "JSON").contains(scalar);
    }

    /** Whether a scalar shows what a column of this type holds. */
    static boolean reads(String scalar, DataType type) {
        return switch (scalar) {
            case "ID" -> type.isInteger() || type.isText() || type.name().equals("uuid");
            case "String" -> isPlain(type) && !type.name().equals("bytea") && !type.isJson();
            case "JSON" -> !type.name().equals("bytea") && type.kind() != 'c';
            default -> READ.getOrDefault(scalar, Set.of()).contains(type.name());
        };
    }

    /** Whether Postgres reads every value of a scalar as one of this type. */
    static boolean binds(String scalar, DataType type) {
        return switch (scalar) {
            case "ID" -> type.isInteger() || type.isText() || type.name().equals("uuid");
            case "String" -> isPlain(type) && !NOT_TEXT.contains(type.name()) && !type.isEnum();
            case "JSON" -> type.isJson();
            default -> BOUND.getOrDefault(scalar, Set.of()).contains(type.name());
        };
    }

    private static boolean isPlain(DataType type) {
        return !type.isArray() && type.kind() != 'c';
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
