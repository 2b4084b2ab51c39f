package dev.postern.inspection;

import java.util.List;
import java.util.Map;

/**
 * A type as the catalog has it.
 *
 * @param name {@code int8}
 * @param display {@code bigint}, with its schema when that is not on the search path
 * @param kind {@code b} base, {@code c} composite, {@code d} domain, {@code e} enum, {@code r} range
 * @param base of a domain, otherwise 0
 * @param element of an array, otherwise 0
 * @param labels of an enum, in order
 * @param attributes of a composite, their types by name
 */
record DataType(
        long oid,
        String name,
        String display,
        char kind,
        long base,
        long element,
        List<String> labels,
        Map<String, Long> attributes) {

    DataType {
        labels = List.copyOf(labels);
        attributes = Map.copyOf(attributes);
    }

    static DataType unknown(long oid) {
        return new DataType(oid, "", "type " + oid, 'b', 0, 0, List.of(), Map.of());
    }

    boolean isArray() {
        return element != 0;
    }

    boolean isComposite() {
        return kind == 'c';
    }

    boolean isEnum() {
        return kind == 'e';
    }

    boolean isJson() {
        return name.equals("json") || name.equals("jsonb");
    }

    boolean isText() {
        return switch (name) {
            case "text", "varchar", "bpchar", "citext", "name" -> true;
            default -> false;
        };
    }

    boolean isInteger() {
        return switch (name) {
            case "int2", "int4", "int8" -> true;
            default -> false;
        };
    }
}
