package dev.postern.inspection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a column of a query can be null, from the query's parse tree and what tables declare.
 *
 * <p>Every doubt is {@link Nullness.Kind#UNKNOWN}. A column of a table declared {@code not null}, or one that a
 * condition of the query excludes nulls from, is never null unless an outer join fills it; which joins do is read from
 * the tree of joins, that every version has, and agrees with PostgreSQL 16's {@code varnullingrels}.
 */
final class Nullability {

    private static final long JSONB = 3802;
    private static final String OUTER_JOIN = "an outer join may fill it with null";

    private final Catalogue catalogue;
    private final Parameters parameters;
    private final IdentityHashMap<Node, StrictConditions> excluded = new IdentityHashMap<>();

    Nullability(Catalogue catalogue, Parameters parameters) {
        this.catalogue = catalogue;
        this.parameters = parameters;
    }

    /**
     * A column that says of which type a row is, and the type of the rows that count.
     *
     * @param column its position, from 0
     */
    record Only(int column, String type) {}

    /**
     * The verdict on a column.
     *
     * @param column its position, from 0
     * @param only the rows that count, null for all
     */
    Nullness column(QueryTree tree, int column, @Nullable Only only) {
        var arms = tree.arms();
        if (arms.isEmpty()) {
            return target(tree, column, only);
        }
        var verdicts = arms.stream()
                .filter(arm -> only == null || mayBe(arm, only))
                .map(arm -> column(arm, column, only))
                .toList();
        return Nullness.any(verdicts);
    }

    private static boolean mayBe(QueryTree arm, Only only) {
        if (!arm.arms().isEmpty()) {
            return true;
        }
        var expression = arm.target(only.column());
        var name = expression == null ? "" : Parameters.text(unwrapped(expression));
        return name.isEmpty() || name.equals(only.type());
    }

    private static Node unwrapped(Node expression) {
        var inner = expression.is("RELABELTYPE") ? expression.node("arg") : null;
        return inner == null ? expression : unwrapped(inner);
    }

    private Nullness target(QueryTree tree, int column, @Nullable Only only) {
        var expression = tree.target(column);
        if (expression == null) {
            return Nullness.unknown("it is not among what is selected");
        }
        if (only == null) {
            return of(expression, tree);
        }
        var type = tree.target(only.column());
        return type == null ? of(expression, tree) : of(expression, tree, unwrapped(type), only.type());
    }

    /** Both columns of one sub-select: what its rows of the other types hold does not count. */
    private Nullness of(Node expression, QueryTree tree, Node type, String name) {
        var sameSource = expression.is("VAR")
                && type.is("VAR")
                && expression.number("varno") == type.number("varno")
                && expression.number("varlevelsup") == 0
                && type.number("varlevelsup") == 0;
        if (!sameSource || tree.filled().contains(type.number("varno"))) {
            return of(expression, tree);
        }
        var inner = tree.subselect(tree.source(type.number("varno")));
        return inner == null
                ? of(expression, tree)
                : column(inner, expression.number("varattno") - 1, new Only(type.number("varattno") - 1, name));
    }

    /** The verdict on an expression of a query. */
    Nullness of(Node expression, QueryTree tree) {
        var number = Parameters.number(expression);
        if (number > 0) {
            return parameters.given().contains(number)
                    ? Nullness.NEVER
                    : Nullness.unknown("it depends on whether an argument is given");
        }
        return switch (expression.tag()) {
            case "VAR" -> variable(expression, tree);
            case "CONST" -> expression.isTrue("constisnull") ? Nullness.maybe("it is null") : Nullness.NEVER;
            case "RELABELTYPE",
                    "COERCEVIAIO",
                    "ARRAYCOERCEEXPR",
                    "CONVERTROWTYPEEXPR",
                    "COLLATEEXPR",
                    "COERCETODOMAIN" -> argument(expression, "arg", tree);
            case "COALESCEEXPR", "COALESCE", "MINMAXEXPR", "MINMAX" -> Nullness.all(arguments(expression, tree));
            case "OPEXPR", "SCALARARRAYOPEXPR" -> operation(expression, tree);
            case "FUNCEXPR" -> call(expression, tree);
            case "AGGREF" -> aggregate(expression, tree);
            case "WINDOWFUNC" -> window(expression);
            case "CASEEXPR", "CASE" -> cases(expression, tree);
            case "BOOLEXPR" -> Nullness.any(arguments(expression, tree));
            case "NULLTEST",
                    "BOOLEANTEST",
                    "DISTINCTEXPR",
                    "ARRAYEXPR",
                    "ARRAY",
                    "ROWEXPR",
                    "ROW",
                    "SQLVALUEFUNCTION",
                    "GROUPINGFUNC" -> Nullness.NEVER;
            case "SUBLINK" -> subselect(expression, tree);
            default -> Nullness.unknown("it is made by an expression that the check does not know");
        };
    }

    private Nullness argument(Node expression, String field, QueryTree tree) {
        var inner = expression.node(field);
        return inner == null ? Nullness.unknown("its expression has no argument") : of(inner, tree);
    }

    private List<Nullness> arguments(Node expression, QueryTree tree) {
        return expression.nodes("args").stream().map(part -> of(part, tree)).toList();
    }

    private Nullness operation(Node expression, QueryTree tree) {
        var function = catalogue.function(expression.id("opfuncid"));
        var operator = catalogue.operator(expression.id("opno"));
        if (function == null || expression.is("SCALARARRAYOPEXPR") || !KnownFunctions.returns(operator, function)) {
            return Nullness.unknown("the operator " + operator + " may return null");
        }
        return Nullness.any(arguments(expression, tree));
    }

    private Nullness call(Node expression, QueryTree tree) {
        var oid = expression.id("funcid");
        var function = catalogue.function(oid);
        if (function != null && KnownFunctions.returnsAlways(function)) {
            return Nullness.NEVER;
        }
        var ofJson = expression.nodes("args").stream().anyMatch(Nullability::isJson);
        if (function == null || ofJson || !KnownFunctions.returns(oid, function)) {
            return Nullness.unknown("the function " + (function == null ? "" : function.name()) + "() may return null");
        }
        return Nullness.any(arguments(expression, tree));
    }

    private static boolean isJson(Node argument) {
        return List.of("vartype", "funcresulttype", "opresulttype").stream()
                .anyMatch(field -> argument.id(field) == JSONB);
    }

    private Nullness aggregate(Node expression, QueryTree tree) {
        var function = catalogue.function(expression.id("aggfnoid"));
        if (function != null && KnownFunctions.returnsAlways(function)) {
            return Nullness.NEVER;
        }
        var name = function == null ? "an aggregate" : function.name() + "()";
        if (tree.query().nodes("groupClause").isEmpty()) {
            return Nullness.maybe(name + " of no rows is null");
        }
        if (function == null || !KnownFunctions.aggregates(function) || expression.node("aggfilter") != null) {
            return Nullness.unknown(name + " may return null");
        }
        var arguments = expression.nodes("args").stream()
                .map(target -> target.node("expr"))
                .<Nullness>mapMulti((part, verdicts) -> {
                    if (part != null) {
                        verdicts.accept(of(part, tree));
                    }
                })
                .toList();
        return Nullness.any(arguments);
    }

    private Nullness window(Node expression) {
        var function = catalogue.function(expression.id("winfnoid"));
        return function != null && KnownFunctions.returnsAlways(function)
                ? Nullness.NEVER
                : Nullness.unknown("a window function may return null");
    }

    private Nullness cases(Node expression, QueryTree tree) {
        var otherwise = expression.node("defresult");
        var results = new ArrayList<Nullness>();
        for (var when : expression.nodes("args")) {
            results.add(argument(when, "result", tree));
        }
        if (otherwise == null || otherwise.isTrue("constisnull")) {
            return Nullness.unknown("a case without an else may be null");
        }
        results.add(of(otherwise, tree));
        return results.stream().allMatch(Nullness::isNever)
                ? Nullness.NEVER
                : Nullness.unknown("a branch of its case may be null");
    }

    /** {@code EXISTS} is 0, {@code EXPR} is 4, {@code ARRAY} is 6. */
    private Nullness subselect(Node expression, QueryTree tree) {
        var inner = expression.node("subselect");
        var type = expression.number("subLinkType");
        if (type == 0 || type == 6) {
            return Nullness.NEVER;
        }
        if (inner != null && type == 4 && new QueryTree(inner, tree).isTotal()) {
            return column(new QueryTree(inner, tree), 0, null);
        }
        return Nullness.unknown("a sub-select may find no row");
    }

    private Nullness variable(Node column, QueryTree in) {
        var resolved = in.resolve(column);
        if (!resolved.node().is("VAR")) {
            return of(resolved.node(), resolved.in());
        }
        var tree = resolved.in().up(resolved.node().number("varlevelsup"));
        var number = resolved.node().number("varno");
        if (number <= 0 || !tree.query().nodes("groupingSets").isEmpty()) {
            return Nullness.unknown("grouping sets may make it null");
        }
        var excluded = excluded(tree);
        if (excluded.excludesNull(number, resolved.node().number("varattno"))) {
            return Nullness.NEVER;
        }
        var own = source(tree, tree.source(number), resolved.node());
        var filled = tree.filled().contains(number) && !excluded.needsRowOf(number);
        return filled && own.kind() != Nullness.Kind.MAYBE ? Nullness.unknown(OUTER_JOIN) : own;
    }

    private StrictConditions excluded(QueryTree tree) {
        return excluded.computeIfAbsent(tree.query(), ignored -> new StrictConditions(catalogue, tree));
    }

    private Nullness source(QueryTree tree, Node source, Node column) {
        var number = column.number("varattno");
        var inner = tree.subselect(source);
        if (inner != null) {
            return isReturning(inner)
                    ? Nullness.unknown("a statement inside of it returns it")
                    : column(inner, number - 1, null);
        }
        return switch (QueryTree.kind(source)) {
            case TABLE -> table(source.id("relid"), number);
            case FUNCTION -> function(source);
            case VALUES -> values(tree, source, number);
            case SUBSELECT, JOIN, TABLE_FUNCTION, WITH, OTHER, NOTHING, GROUP ->
                Nullness.unknown("where it comes from is not known");
        };
    }

    private static boolean isReturning(QueryTree inner) {
        return inner.query().number("commandType") != 1;
    }

    private Nullness table(long oid, int column) {
        var table = catalogue.table(oid);
        var declared = table == null ? null : table.columns().get(column);
        if (table == null || declared == null) {
            return Nullness.unknown("where it comes from is not known");
        }
        var view = catalogue.view(oid);
        if (view != null) {
            return column(view, column - 1, null);
        }
        if (table.stored() && declared.notNull()) {
            return Nullness.NEVER;
        }
        var name = table.name() + "." + declared.name();
        return table.stored()
                ? Nullness.maybe(name + " may be null")
                : Nullness.unknown(name + " is not the database's own");
    }

    /** Only parents' keys are known not to be null. */
    private Nullness function(Node source) {
        return parameters.keysOf(source).isEmpty()
                ? Nullness.unknown("what a function in from returns is not known")
                : Nullness.NEVER;
    }

    private Nullness values(QueryTree tree, Node source, int column) {
        Set<Nullness> verdicts = new HashSet<>();
        if (source.field("values_lists") instanceof List<?> rows) {
            rows.forEach(row -> verdicts.add(
                    row instanceof List<?> cells && cells.get(column - 1) instanceof Node cell
                            ? of(cell, tree)
                            : Nullness.unknown("it is one of several values")));
        }
        return Nullness.any(verdicts);
    }
}
