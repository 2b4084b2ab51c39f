package dev.postern.inspection;

import dev.postern.binding.FieldBinding;
import dev.postern.statement.SqlStatement;
import dev.postern.statement.StatementKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The parse trees of statements, which Postgres shows of views.
 *
 * <p>Many statements are made one temporary view, each a query of its {@code with}, in a transaction that is rolled back:
 * nothing stays. Where the role may not do that, and for what can be no view, there is no tree.
 */
final class ParseTrees {

    private static final String NAME = "postern_check";

    private final Connection connection;
    private final SchemaFields fields;

    ParseTrees(Connection connection, SchemaFields fields) {
        this.connection = connection;
        this.fields = fields;
    }

    /** Gives each variant of each statement its tree, if it has one. */
    void addTo(Map<SqlStatement, InspectedStatement> statements) throws SQLException {
        var asked = statements.values().stream()
                .flatMap(inspected -> inspected.prepared().stream().filter(prepared -> mayBeView(inspected, prepared)))
                .toList();
        var found = new ArrayList<@Nullable Node>();
        for (var batch : Batches.of(asked, prepared -> prepared.variant().sql())) {
            add(batch, found);
        }
        var trees = found.iterator();
        statements.replaceAll((statement, inspected) -> inspected.with(inspected.prepared().stream()
                .map(prepared ->
                        mayBeView(inspected, prepared) ? with(trees.next(), prepared, inspected.bindings()) : prepared)
                .toList()));
    }

    private static boolean mayBeView(InspectedStatement inspected, Prepared prepared) {
        return inspected.statement().kind() == StatementKind.SELECT
                && !prepared.columns().isEmpty();
    }

    /** When one of several can be no view, halves are made views, down to the one; a {@code ;} ends no query of a {@code with}. */
    private void add(List<Prepared> batch, List<@Nullable Node> trees) throws SQLException {
        if (batch.size() == 1) {
            trees.add(query(alone(batch.getFirst())));
            return;
        }
        var isDivided =
                batch.stream().anyMatch(prepared -> prepared.variant().sql().contains(";"));
        var query = isDivided ? null : query(together(batch));
        if (query != null) {
            query.nodes("cteList").forEach(part -> trees.add(part.node("ctequery")));
            return;
        }
        add(batch.subList(0, batch.size() / 2), trees);
        add(batch.subList(batch.size() / 2, batch.size()), trees);
    }

    /** What a view selects, null when it can be none. */
    private @Nullable Node query(String definition) throws SQLException {
        var view = Asking.valuesIfAny(
                connection,
                "begin read write; create temporary view " + NAME + definition
                        + "\n; select ev_action from pg_catalog.pg_rewrite where ev_class = 'pg_temp." + NAME
                        + "'::regclass; rollback");
        return !view.isEmpty()
                        && Node.parse(String.valueOf(view.getFirst())) instanceof List<?> rules
                        && rules.getFirst() instanceof Node query
                ? query
                : null;
    }

    private Prepared with(@Nullable Node tree, Prepared prepared, List<FieldBinding> bindings) {
        return tree == null ? prepared : prepared.with(new QueryTree(tree, null), parameters(prepared, bindings));
    }

    private static String together(List<Prepared> batch) {
        return IntStream.range(0, batch.size())
                .mapToObj(i -> NAME + "_" + i + columns(batch.get(i)) + " as (" + sql(batch.get(i)) + "\n)")
                .collect(Collectors.joining(", ", " as with ", " select 1 as one"));
    }

    private static String alone(Prepared prepared) {
        return columns(prepared) + " as " + sql(prepared);
    }

    private static String columns(Prepared prepared) {
        return IntStream.range(0, prepared.columns().size())
                .mapToObj(i -> "c" + i)
                .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String sql(Prepared prepared) {
        var expressions = new ArrayList<String>();
        for (var type : prepared.parameters()) {
            expressions.add(Parameters.expression(expressions.size() + 1, type));
        }
        return prepared.variant().sqlWith(expressions);
    }

    private Parameters parameters(Prepared prepared, List<FieldBinding> bindings) {
        var given = new HashSet<Integer>();
        var keys = new HashMap<Integer, String>();
        var number = 0;
        for (var parameter : prepared.bound()) {
            number++;
            var path = parameter.path();
            if (path != null && path.startsWith("keys.")) {
                keys.put(number, path.substring("keys.".length()));
            } else if (path != null && isGiven(path, bindings)) {
                given.add(number);
            }
        }
        return new Parameters(given, keys);
    }

    private boolean isGiven(String path, List<FieldBinding> bindings) {
        return bindings.stream().allMatch(binding -> {
            var argument = fields.given(binding, path);
            return argument != null && !argument.nullable();
        });
    }
}
