package dev.postern.inspection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A query of a parse tree, and the queries that it is inside of; immutable.
 *
 * @param query the node {@code QUERY}
 * @param outer the query whose columns it may name, null for the outermost
 */
record QueryTree(Node query, @Nullable QueryTree outer) {

    /** A table, sub-select or function of a query's {@code from}, by {@code rtekind}. */
    enum Kind {
        TABLE,
        SUBSELECT,
        JOIN,
        FUNCTION,
        TABLE_FUNCTION,
        VALUES,
        WITH,
        OTHER,
        NOTHING,
        GROUP
    }

    /** A join of a query's {@code from}. */
    enum Join {
        INNER,
        LEFT,
        FULL,
        RIGHT
    }

    /** An expression and the query whose columns it names. */
    record Expression(Node node, QueryTree in) {}

    Node source(int number) {
        return query.nodes("rtable").get(number - 1);
    }

    static Kind kind(Node source) {
        return Kind.values()[source.number("rtekind")];
    }

    static Join join(Node join) {
        var type = join.number("jointype");
        return type < Join.values().length ? Join.values()[type] : Join.FULL;
    }

    /** The expression of a column that comes out, from 0; null when there is none such. */
    @Nullable
    Node target(int column) {
        var before = 0;
        for (var target : query.nodes("targetList")) {
            if (!target.isTrue("resjunk") && before++ == column) {
                return target.node("expr");
            }
        }
        return null;
    }

    /** How many columns come out; those that only sort do not. */
    int width() {
        return (int) query.nodes("targetList").stream()
                .filter(target -> !target.isTrue("resjunk"))
                .count();
    }

    /** The query a column of this one names, some levels up. */
    QueryTree up(int levels) {
        var tree = this;
        for (int i = 0; i < levels && tree.outer != null; i++) {
            tree = tree.outer;
        }
        return tree;
    }

    /** The sub-select behind a source, null for anything else. */
    @Nullable
    QueryTree subselect(Node source) {
        var inner = source.node("subquery");
        if (inner != null) {
            return new QueryTree(inner, this);
        }
        return kind(source) == Kind.WITH ? with(source) : null;
    }

    private @Nullable QueryTree with(Node source) {
        var tree = up(source.number("ctelevelsup"));
        for (var with : tree.query.nodes("cteList")) {
            var inner = with.node("ctequery");
            if (inner != null && with.text("ctename").equals(source.text("ctename")) && !with.isTrue("cterecursive")) {
                return new QueryTree(inner, tree);
            }
        }
        return null;
    }

    /** What a column stands for when it is one of a join, or one that is grouped by; otherwise itself. */
    Expression resolve(Node column) {
        var tree = up(column.number("varlevelsup"));
        var source = column.number("varno") > 0 ? tree.source(column.number("varno")) : null;
        if (source == null || column.number("varattno") <= 0) {
            return new Expression(column, this);
        }
        var expressions = switch (kind(source)) {
            case JOIN -> source.nodes("joinaliasvars");
            case GROUP -> source.nodes("groupexprs");
            case TABLE, SUBSELECT, FUNCTION, TABLE_FUNCTION, VALUES, WITH, OTHER, NOTHING -> List.<Node>of();
        };
        if (expressions.size() < column.number("varattno")) {
            return new Expression(column, this);
        }
        var expression = expressions.get(column.number("varattno") - 1);
        return expression.is("VAR") ? tree.resolve(expression) : new Expression(expression, tree);
    }

    /** The conditions that every row fulfils: of {@code where} and of inner joins, one by one. */
    List<Node> conditions() {
        var conditions = new ArrayList<Node>();
        var from = query.node("jointree");
        if (from != null) {
            addConditions(from, conditions);
        }
        return conditions;
    }

    private static void addConditions(Node item, List<Node> conditions) {
        if (item.is("FROMEXPR")) {
            conditions.addAll(conjuncts(item.node("quals")));
            item.nodes("fromlist").forEach(inner -> addConditions(inner, conditions));
        }
        if (item.is("JOINEXPR") && join(item) == Join.INNER) {
            conditions.addAll(conjuncts(item.node("quals")));
        }
        if (item.is("JOINEXPR") && join(item) != Join.FULL) {
            sides(item).forEach((side, kept) -> addKept(side, kept, conditions));
        }
    }

    private static void addKept(Node side, boolean kept, List<Node> conditions) {
        if (kept) {
            addConditions(side, conditions);
        }
    }

    /** The two sides of a join, and whether the rows of each are as they were before it. */
    static Map<Node, Boolean> sides(Node join) {
        var sides = new HashMap<Node, Boolean>();
        var left = join.node("larg");
        var right = join.node("rarg");
        var type = join(join);
        if (left != null) {
            sides.put(left, type == Join.INNER || type == Join.LEFT);
        }
        if (right != null) {
            sides.put(right, type == Join.INNER || type == Join.RIGHT);
        }
        return sides;
    }

    /** The sources that an outer join may fill with nulls. */
    Set<Integer> filled() {
        var filled = new HashSet<Integer>();
        var from = query.node("jointree");
        if (from != null) {
            addFilled(from, false, filled);
        }
        return filled;
    }

    private static void addFilled(Node item, boolean behind, Set<Integer> filled) {
        if (item.is("RANGETBLREF") && behind) {
            filled.add(item.number("rtindex"));
        }
        item.nodes("fromlist").forEach(inner -> addFilled(inner, behind, filled));
        if (item.is("JOINEXPR")) {
            sides(item).forEach((side, kept) -> addFilled(side, behind || !kept, filled));
        }
    }

    /** The parts that {@code and} joins. */
    static List<Node> conjuncts(@Nullable Node condition) {
        if (condition == null) {
            return List.of();
        }
        if (condition.is("BOOLEXPR") && condition.text("boolop").equals("and")) {
            return condition.nodes("args").stream()
                    .flatMap(part -> conjuncts(part).stream())
                    .toList();
        }
        return List.of(condition);
    }

    /** An aggregate over all rows: always one row. */
    boolean isTotal() {
        return query.isTrue("hasAggs")
                && query.nodes("groupClause").isEmpty()
                && query.nodes("groupingSets").isEmpty()
                && query.node("havingQual") == null;
    }

    /** The arms of a union, intersection or difference, none when it is none. */
    List<QueryTree> arms() {
        var operation = query.node("setOperations");
        var arms = new ArrayList<QueryTree>();
        if (operation != null) {
            addArms(operation, arms);
        }
        return arms;
    }

    private void addArms(Node operation, List<QueryTree> arms) {
        if (operation.is("RANGETBLREF")) {
            var arm = source(operation.number("rtindex")).node("subquery");
            if (arm != null) {
                arms.add(new QueryTree(arm, this));
            }
            return;
        }
        for (var side : List.of("larg", "rarg")) {
            var inner = operation.node(side);
            if (inner != null) {
                addArms(inner, arms);
            }
        }
    }
}
