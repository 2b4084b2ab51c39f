package dev.postern.inspection;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A text that two expressions share when they are the same, wherever they stand. */
final class SameText {

    /** Where in the text, how it is printed, and which joins lie below: nothing of what is computed. */
    private static final Set<String> IGNORED = Set.of(
            "location",
            "varnosyn",
            "varattnosyn",
            "varnullingrels",
            "funcformat",
            "coerceformat",
            "relabelformat",
            "varreturningtype",
            "list_start",
            "list_end");

    private SameText() {}

    static String of(Node expression) {
        return text(expression, 0);
    }

    /** An expression of an index, whose table is number 1 there, as one of a query's source. */
    static String ofIndex(Node expression, int source) {
        return text(expression, source);
    }

    private static String text(@Nullable Object value, int source) {
        return switch (value) {
            case null -> "<>";
            case Node node -> node(node, source);
            case List<?> list ->
                list.stream().map(element -> text(element, source)).collect(Collectors.joining(" ", "(", ")"));
            default -> value.toString();
        };
    }

    private static String node(Node node, int source) {
        return node.fields().entrySet().stream()
                .filter(field -> !IGNORED.contains(field.getKey()))
                .map(field -> field.getKey() + " "
                        + (source > 0 && field.getKey().equals("varno") ? source : text(field.getValue(), source)))
                .collect(Collectors.joining(" ", "{" + node.tag() + " ", "}"));
    }
}
