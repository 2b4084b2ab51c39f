package dev.postern.inspection;

import dev.postern.inspection.Catalogue.UniqueIndex;
import dev.postern.inspection.QueryTree.Join;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a query returns one row at most, or one for each value of some of its columns.
 *
 * <p>Each source must have one row for what is fixed already: by a key, a parameter, a constant, or a column of a source
 * that has one row itself. Unique indexes decide, partial ones when their condition is among the query's, and
 * constraints that exclude, whose {@code &&} is decided by {@code @>} of one value.
 */
final class SingleRows {

    private final Catalogue catalogue;
    private final Parameters parameters;

    SingleRows(Catalogue catalogue, Parameters parameters) {
        this.catalogue = catalogue;
        this.parameters = parameters;
    }

    /** @param keys the positions, from 0, of the columns that say whose a row is; none for the query as a whole */
    boolean holds(QueryTree tree, Set<Integer> keys) {
        var limit = tree.query().node("limitCount");
        if (tree.isTotal() || (keys.isEmpty() && limit != null && isOne(limit))) {
            return true;
        }
        if (!tree.arms().isEmpty() || !tree.query().nodes("groupingSets").isEmpty()) {
            return false;
        }
        return new Search(tree, keys).succeeds();
    }

    private static boolean isOne(Node limit) {
        var constant = limit.is("FUNCEXPR") && limit.nodes("args").size() == 1
                ? limit.nodes("args").getFirst()
                : limit;
        return constant.is("CONST")
                && constant.words("constvalue").size() > 2
                && constant.words("constvalue").get(2).equals("1");
    }

    private final class Search {

        private final QueryTree tree;
        private final Set<List<Integer>> columns = new HashSet<>();
        private final Set<Integer> single = new HashSet<>();
        private final Set<String> fixed = new HashSet<>();

        Search(QueryTree tree, Set<Integer> keys) {
            this.tree = tree;
            keys.forEach(key -> fix(tree.target(key)));
        }

        boolean succeeds() {
            var from = tree.query().node("jointree");
            if (from == null) {
                return true;
            }
            var before = -1;
            while (before != columns.size() + single.size()) {
                before = columns.size() + single.size();
                spread(tree.conditions());
                visit(from);
            }
            return groups() || isSingle(from);
        }

        /** Groups are single when all that makes them is fixed. */
        private boolean groups() {
            var groups = tree.query().nodes("groupClause");
            var distinct = tree.query().nodes("distinctClause");
            var by = groups.isEmpty() ? distinct : groups;
            return !by.isEmpty()
                    && by.stream()
                            .allMatch(group -> tree.query().nodes("targetList").stream()
                                    .filter(target ->
                                            target.number("ressortgroupref") == group.number("tleSortGroupRef"))
                                    .allMatch(target -> isFixed(target.node("expr"))));
        }

        private void visit(Node item) {
            item.nodes("fromlist").forEach(this::visit);
            if (item.is("JOINEXPR")) {
                if (QueryTree.join(item) == Join.LEFT) {
                    spread(QueryTree.conjuncts(item.node("quals")));
                }
                QueryTree.sides(item).keySet().forEach(this::visit);
            }
            if (item.is("RANGETBLREF") && isSingleSource(item.number("rtindex"))) {
                single.add(item.number("rtindex"));
            }
        }

        private boolean isSingle(Node item) {
            if (item.is("RANGETBLREF")) {
                return single.contains(item.number("rtindex"));
            }
            var sides = QueryTree.sides(item).keySet();
            return item.nodes("fromlist").stream().allMatch(this::isSingle)
                    && sides.stream().allMatch(this::isSingle)
                    && (!item.is("JOINEXPR") || QueryTree.join(item) != Join.FULL);
        }

        private boolean isSingleSource(int number) {
            var source = tree.source(number);
            var inner = tree.subselect(source);
            if (inner != null) {
                return subselect(number, inner);
            }
            return switch (QueryTree.kind(source)) {
                case TABLE -> catalogue.indexes(source.id("relid")).stream().anyMatch(index -> decides(number, index));
                case FUNCTION -> function(number, source);
                case NOTHING, GROUP -> true;
                case VALUES -> source.field("values_lists") instanceof List<?> rows && rows.size() == 1;
                case SUBSELECT, JOIN, TABLE_FUNCTION, WITH, OTHER -> false;
            };
        }

        private boolean subselect(int number, QueryTree inner) {
            var keys = new HashSet<Integer>();
            var width = inner.width();
            for (int i = 0; i < width; i++) {
                if (columns.contains(List.of(number, i + 1))) {
                    keys.add(i);
                }
            }
            return holds(inner, Set.of()) || holds(inner, keys);
        }

        /** Keys are distinct, row by row. */
        private boolean function(int number, Node source) {
            var functions = source.nodes("functions");
            if (!parameters.keysOf(source).isEmpty()) {
                var all = true;
                for (int i = 1; i <= functions.size(); i++) {
                    all &= columns.contains(List.of(number, i));
                }
                return all;
            }
            return functions.stream().noneMatch(function -> isSet(function.node("funcexpr")));
        }

        private boolean isSet(@Nullable Node call) {
            var function = call == null ? null : catalogue.function(call.id("funcid"));
            return function == null || function.set();
        }

        private boolean decides(int number, UniqueIndex index) {
            var expressions = index.expressions().iterator();
            var found = true;
            for (int i = 0; i < index.columns().size(); i++) {
                var column = index.columns().get(i);
                var operator =
                        index.operators().isEmpty() ? "=" : index.operators().get(i);
                found &= column == 0
                        ? isDecided(SameText.ofIndex(expressions.next(), number), operator)
                        : isDecided(number, column, operator);
            }
            var conditions = tree.conditions().stream().map(SameText::of).toList();
            return found
                    && index.predicate().stream()
                            .map(part -> SameText.ofIndex(part, number))
                            .allMatch(conditions::contains);
        }

        private boolean isDecided(String expression, String operator) {
            return operator.equals("=")
                    ? fixed.contains(expression)
                    : operator.equals("&&")
                            && holdsOne(node -> SameText.of(node).equals(expression));
        }

        private boolean isDecided(int number, int column, String operator) {
            return operator.equals("=")
                    ? columns.contains(List.of(number, column))
                    : operator.equals("&&")
                            && holdsOne(node -> node.number("varno") == number && node.number("varattno") == column);
        }

        /** Of ranges that do not overlap one at most holds a value. */
        private boolean holdsOne(Predicate<Node> range) {
            return tree.conditions().stream()
                    .filter(condition ->
                            catalogue.operator(condition.id("opno")).equals("@>"))
                    .map(condition -> condition.nodes("args"))
                    .anyMatch(sides -> range.test(sides.getFirst()) && isFixed(sides.getLast()));
        }

        /** What equals something fixed is fixed. */
        private void spread(List<Node> conditions) {
            for (var condition : conditions) {
                if (condition.is("OPEXPR")
                        && condition.nodes("args").size() == 2
                        && catalogue.operator(condition.id("opno")).equals("=")) {
                    equal(
                            condition.nodes("args").getFirst(),
                            condition.nodes("args").getLast());
                }
            }
        }

        private void equal(Node left, Node right) {
            if (isFixed(left)) {
                fix(right);
            }
            if (isFixed(right)) {
                fix(left);
            }
        }

        private void fix(@Nullable Node expression) {
            if (expression == null) {
                return;
            }
            fixed.add(SameText.of(expression));
            var node = expression.is("RELABELTYPE") ? expression.node("arg") : expression;
            if (node != null && node.is("VAR")) {
                add(tree.resolve(node).node());
            }
        }

        /** Columns of an outer query go by numbers that mean others here. */
        private void add(Node column) {
            if (column.number("varlevelsup") == 0) {
                columns.add(List.of(column.number("varno"), column.number("varattno")));
            }
        }

        /** A column of an outer query is fixed for as long as this one runs. */
        private boolean isFixed(@Nullable Node expression) {
            if (expression == null) {
                return false;
            }
            if (Parameters.number(expression) > 0 || expression.is("CONST")) {
                return true;
            }
            if (expression.is("VAR")) {
                var column = tree.resolve(expression).node();
                return !column.is("VAR")
                        ? isFixed(column)
                        : column.number("varlevelsup") > 0
                                || single.contains(column.number("varno"))
                                || columns.contains(List.of(column.number("varno"), column.number("varattno")));
            }
            if (fixed.contains(SameText.of(expression))) {
                return true;
            }
            return switch (expression.tag()) {
                case "RELABELTYPE", "COERCEVIAIO" -> isFixed(expression.node("arg"));
                case "FUNCEXPR", "OPEXPR", "COALESCEEXPR", "COALESCE" ->
                    expression.nodes("args").stream().allMatch(this::isFixed);
                default -> false;
            };
        }
    }
}
