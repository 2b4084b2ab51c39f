package dev.postern.inspection;

import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
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
        var fields = new StringJoiner(" ", "{" + node.tag() + " ", "}");
        node.eachField((name, value) -> {
            if (!IGNORED.contains(name)) {
                fields.add(name + " " + (source > 0 && name.equals("varno") ? source : text(value, source)));
            }
        });
        return fields.toString();
    }
}
