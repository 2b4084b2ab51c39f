package dev.postern.statement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of a statement that is only looked at: no arguments, no keys, everything selected. */
final class NothingGiven {

    private NothingGiven() {}

    static Map<String, @Nullable Object> to(SqlStatement statement) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("claims", Map.of());
        parameters.put("selection", new EverySelection());
        parameters.put(
                "keys",
                statement.parameters().stream()
                        .filter(path -> path.startsWith("keys."))
                        .map(path -> path.substring("keys.".length()))
                        .collect(Collectors.toMap(Function.identity(), key -> List.of())));
        return parameters;
    }

    /** Stands in for {@link Selection}; public for OGNL. */
    public static final class EverySelection {

        /** True: a column that is there for some selection is there. */
        public boolean has(String path) {
            return true;
        }
    }
}
