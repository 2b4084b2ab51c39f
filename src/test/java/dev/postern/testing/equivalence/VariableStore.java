package dev.postern.testing.equivalence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables of an operation in the making. */
final class VariableStore {

    private final List<String> definitions = new ArrayList<>();
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    /** A new variable without a value, as it stands in a document: {@code $v1}. */
    String declare(String typeAndDefault) {
        var name = "v" + (definitions.size() + 1);
        definitions.add("$" + name + ": " + typeAndDefault);
        return "$" + name;
    }

    /** A value for one that was declared. */
    String give(String variable, @Nullable Object value) {
        values.put(variable.substring(1), value);
        return variable;
    }

    /** {@code ($v1: Int, $v2: ID!)}, or nothing. */
    String definitions() {
        return definitions.isEmpty() ? "" : "(" + String.join(", ", definitions) + ")";
    }

    Map<String, @Nullable Object> values() {
        return values;
    }
}
