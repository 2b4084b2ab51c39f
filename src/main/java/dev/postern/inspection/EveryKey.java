package dev.postern.inspection;

import dev.postern.inspection.QueryTree.Join;
import dev.postern.inspection.QueryTree.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a nested statement has a row for each of its keys, and what that takes.
 *
 * <p>It has when every source is the keys themselves, or a table of which one column equals a key that refers to it;
 * when left joins add to these, and nothing else leaves a row out.
 */
final class EveryKey {

    private final Catalogue catalogue;
    private final Parameters parameters;
    private final QueryTree tree;
    private final List<Need> needs = new ArrayList<>();
    private final Set<Integer> needing = new HashSet<>();

    private EveryKey(Catalogue catalogue, Parameters parameters, QueryTree tree) {
        this.catalogue = catalogue;
        this.parameters = parameters;
        this.tree = tree;
    }

    /**
     * A key that must refer to a table's column, or be one of its values.
     *
     * @param key its name
     * @param table whose column it equals
     */
    record Need(String key, long table, int column) {}

    /** What keys must be, none for nothing; empty when rows may be missing whatever they are. */
    static Optional<List<Need>> of(Catalogue catalogue, Parameters parameters, QueryTree tree) {
        var search = new EveryKey(catalogue, parameters, tree);
        return search.holds() ? Optional.of(search.needs) : Optional.empty();
    }

    private boolean holds() {
        var from = tree.query().node("jointree");
        return from != null
                && tree.arms().isEmpty()
                && tree.query().node("limitCount") == null
                && tree.query().node("limitOffset") == null
                && tree.query().node("havingQual") == null
                && keeps(from)
                && tree.conditions().stream().allMatch(this::condition)
                && needing.equals(tables(from));
    }

    private boolean keeps(Node item) {
        if (item.is("RANGETBLREF")) {
            var source = tree.source(item.number("rtindex"));
            return QueryTree.kind(source) == Kind.TABLE
                    || !parameters.keysOf(source).isEmpty()
                    || isTotal(source);
        }
        if (item.is("JOINEXPR")) {
            var left = item.node("larg");
            var right = item.node("rarg");
            return switch (QueryTree.join(item)) {
                case LEFT -> left != null && keeps(left);
                case INNER -> left != null && right != null && keeps(left) && keeps(right);
                case FULL, RIGHT -> false;
            };
        }
        return item.nodes("fromlist").stream().allMatch(this::keeps);
    }

    private boolean isTotal(Node source) {
        var inner = tree.subselect(source);
        return inner != null && inner.isTotal();
    }

    /** The tables on the kept side, each of which needs a key. */
    private Set<Integer> tables(Node item) {
        var tables = new HashSet<Integer>();
        if (item.is("RANGETBLREF") && QueryTree.kind(tree.source(item.number("rtindex"))) == Kind.TABLE) {
            tables.add(item.number("rtindex"));
        }
        item.nodes("fromlist").forEach(inner -> tables.addAll(tables(inner)));
        for (var side : List.of("larg", "rarg")) {
            var inner = item.node(side);
            if (inner != null && (side.equals("larg") || QueryTree.join(item) == Join.INNER)) {
                tables.addAll(tables(inner));
            }
        }
        return tables;
    }

    private boolean condition(Node condition) {
        var arguments = condition.nodes("args");
        if (arguments.size() != 2 || !catalogue.operator(condition.id("opno")).equals("=")) {
            return false;
        }
        if (condition.is("SCALARARRAYOPEXPR")) {
            return condition.isTrue("useOr") && need(arguments.getFirst(), parameters.key(arguments.getLast()));
        }
        return condition.is("OPEXPR")
                && (pair(arguments.getFirst(), arguments.getLast()) || pair(arguments.getLast(), arguments.getFirst()));
    }

    private boolean pair(Node column, Node key) {
        if (!key.is("VAR") || key.number("varlevelsup") > 0) {
            return false;
        }
        var keys = parameters.keysOf(tree.source(key.number("varno")));
        return key.number("varattno") <= keys.size() && need(column, keys.get(key.number("varattno") - 1));
    }

    private boolean need(Node column, String key) {
        if (key.isEmpty()
                || !column.is("VAR")
                || column.number("varlevelsup") > 0
                || needing.contains(column.number("varno"))) {
            return false;
        }
        var source = tree.source(column.number("varno"));
        needing.add(column.number("varno"));
        needs.add(new Need(key, source.id("relid"), column.number("varattno")));
        return QueryTree.kind(source) == Kind.TABLE;
    }
}
