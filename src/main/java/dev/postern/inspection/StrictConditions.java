package dev.postern.inspection;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns in which no row of a query has a null, because a condition would not hold with one. */
final class StrictConditions {

    private final Catalogue catalogue;
    private final QueryTree tree;
    private final Set<List<Integer>> columns = new HashSet<>();

    StrictConditions(Catalogue catalogue, QueryTree tree) {
        this.catalogue = catalogue;
        this.tree = tree;
        tree.conditions().forEach(this::condition);
    }

    boolean excludesNull(int source, int column) {
        return columns.contains(List.of(source, column));
    }

    /** Whether a row that an outer join has filled with nulls would be left out. */
    boolean needsRowOf(int source) {
        return columns.stream().anyMatch(column -> column.getFirst() == source);
    }

    private void condition(Node condition) {
        switch (condition.tag()) {
            case "NULLTEST" -> {
                if (condition.number("nulltesttype") == 1) {
                    strict(condition.node("arg"));
                }
            }
            case "OPEXPR", "FUNCEXPR" -> strict(condition);
            case "SCALARARRAYOPEXPR" -> {
                if (condition.isTrue("useOr")) {
                    condition.nodes("args").stream().findFirst().ifPresent(this::strict);
                }
            }
            default -> {}
        }
    }

    /** Nothing comes of an expression when one of its columns is null. */
    private void strict(@Nullable Node expression) {
        if (expression == null) {
            return;
        }
        switch (expression.tag()) {
            case "VAR" -> column(expression);
            case "RELABELTYPE" -> strict(expression.node("arg"));
            case "OPEXPR" -> call(expression, expression.id("opfuncid"));
            case "FUNCEXPR" -> call(expression, expression.id("funcid"));
            default -> {}
        }
    }

    private void call(Node expression, long oid) {
        var function = catalogue.function(oid);
        if (function != null && function.strict()) {
            expression.nodes("args").forEach(this::strict);
        }
    }

    private void column(Node column) {
        var resolved = tree.resolve(column).node();
        if (resolved.is("VAR") && resolved.number("varlevelsup") == 0) {
            columns.add(List.of(resolved.number("varno"), resolved.number("varattno")));
        }
    }
}
