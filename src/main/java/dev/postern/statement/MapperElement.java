package dev.postern.statement;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An element of a mapper file, where it begins and what stands in it.
 *
 * @param name the tag
 * @param attributes its attributes, by name
 * @param line the line of its {@code <}
 * @param holder the statement or fragment that it is inside of, null for one directly below the root
 */
record MapperElement(
        String name,
        Map<String, String> attributes,
        int line,
        @Nullable MapperElement holder) {

    private static final Set<String> STATEMENTS = Set.of("select", "insert", "update", "delete");

    MapperElement {
        attributes = Map.copyOf(attributes);
    }

    boolean isStatement() {
        return holder == null && STATEMENTS.contains(name);
    }

    boolean isFragment() {
        return holder == null && name.equals("sql");
    }

    String id() {
        return attributes.getOrDefault("id", "");
    }
}
