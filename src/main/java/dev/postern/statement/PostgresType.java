package dev.postern.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type as Postgres names it, and how its text form is read.
 *
 * @param name as the catalog has it: {@code int8}, {@code _int8}, {@code vessel_kind}
 * @param form how its text is read
 * @param element of an array, otherwise null
 * @param attributes of a composite, in order, otherwise none
 */
public record PostgresType(String name, Form form, @Nullable PostgresType element, List<Attribute> attributes) {

    public PostgresType {
        attributes = List.copyOf(attributes);
    }

    /** A value inside of a composite. */
    public record Attribute(String name, PostgresType type) {}

    /** What a type's text form holds. */
    public enum Form {
        INTEGER,
        FLOAT,
        NUMERIC,
        BOOLEAN,
        JSON,
        BYTES,
        ARRAY,
        /** Attributes in parentheses. */
        COMPOSITE,
        /** pgvector's numbers, which are written as JSON writes a list. */
        VECTOR,
        /** PostGIS's binary form in hexadecimal digits. */
        GEOMETRY,
        /** Anything else is its own text: strings, dates, ranges, enums, networks. */
        TEXT
    }

    /** The type of one value that the driver calls so. */
    public static PostgresType scalar(String driverName) {
        var name = withoutSequence(driverName);
        return new PostgresType(name, form(name), null, List.of());
    }

    /** The driver calls a column that a sequence numbers by the word it was declared with. */
    private static String withoutSequence(String name) {
        return switch (name) {
            case "smallserial" -> "int2";
            case "serial" -> "int4";
            case "bigserial" -> "int8";
            default -> name;
        };
    }

    static PostgresType array(String name, PostgresType element) {
        return new PostgresType(name, Form.ARRAY, element, List.of());
    }

    static PostgresType composite(String name, List<Attribute> attributes) {
        return new PostgresType(name, Form.COMPOSITE, null, attributes);
    }

    /** What stands between the elements of an array of this type, {@code typdelim} of {@code pg_type}. */
    char separator() {
        return switch (name) {
            case "box" -> ';';
            case "geometry", "geography" -> ':';
            default -> ',';
        };
    }

    private static Form form(String name) {
        return switch (name) {
            case "int2", "int4", "int8", "oid" -> Form.INTEGER;
            case "float4", "float8" -> Form.FLOAT;
            case "numeric" -> Form.NUMERIC;
            case "bool" -> Form.BOOLEAN;
            case "json", "jsonb" -> Form.JSON;
            case "bytea" -> Form.BYTES;
            case "vector", "halfvec" -> Form.VECTOR;
            case "geometry", "geography" -> Form.GEOMETRY;
            default -> Form.TEXT;
        };
    }

    /** The name that a person reads: {@code bigint}, {@code integer[]}, {@code vessel_kind}. */
    public String display() {
        if (element != null) {
            return element.display() + "[]";
        }
        return switch (name) {
            case "int2" -> "smallint";
            case "int4" -> "integer";
            case "int8" -> "bigint";
            case "float4" -> "real";
            case "float8" -> "double precision";
            case "bool" -> "boolean";
            case "timestamptz" -> "timestamp with time zone";
            case "timestamp" -> "timestamp without time zone";
            default -> name;
        };
    }
}
