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
import java.util.Optional;
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
    private final Remembered<Definition, Optional<Node>> remembered;

    ParseTrees(Connection connection, SchemaFields fields, Remembered<Definition, Optional<Node>> remembered) {
        this.connection = connection;
        this.fields = fields;
        this.remembered = remembered;
    }

    /**
     * What a view is made of.
     *
     * @param columns their names, {@code c0}, so that none comes twice
     * @param sql with an expression for each parameter
     */
    record Definition(String columns, String sql) {

        private static Definition of(Prepared prepared) {
            var columns = IntStream.range(0, prepared.columns().size())
                    .mapToObj(i -> "c" + i)
                    .collect(Collectors.joining(", ", " (", ")"));
            var expressions = new ArrayList<String>();
            for (var type : prepared.parameters()) {
                expressions.add(Parameters.expression(expressions.size() + 1, type));
            }
            return new Definition(columns, prepared.variant().sqlWith(expressions));
        }
    }

    /** Gives each variant of each statement its tree, if it has one. */
    void addTo(Map<SqlStatement, InspectedStatement> statements) throws SQLException {
        var definitions = statements.values().stream()
                .flatMap(inspected -> inspected.prepared().stream().filter(prepared -> mayBeView(inspected, prepared)))
                .map(Definition::of)
                .toList();
        var trees = remembered.answers(definitions, this::ask).iterator();
        statements.replaceAll((statement, inspected) -> inspected.with(inspected.prepared().stream()
                .map(prepared -> mayBeView(inspected, prepared)
                        ? with(trees.next().orElse(null), prepared, inspected.bindings())
                        : prepared)
                .toList()));
    }

    private static boolean mayBeView(InspectedStatement inspected, Prepared prepared) {
        return inspected.statement().kind() == StatementKind.SELECT
                && !prepared.columns().isEmpty();
    }

    private List<Optional<Node>> ask(List<Definition> definitions) throws SQLException {
        var trees = new ArrayList<Optional<Node>>();
        for (var batch : Batches.of(definitions, Definition::sql)) {
            add(batch, trees);
        }
        return trees;
    }

    /** When one of several can be no view, halves are made views, down to the one; a {@code ;} ends no query of a {@code with}. */
    private void add(List<Definition> batch, List<Optional<Node>> trees) throws SQLException {
        if (batch.size() == 1) {
            var alone = batch.getFirst();
            trees.add(Optional.ofNullable(query(alone.columns() + " as " + alone.sql())));
            return;
        }
        var isDivided = batch.stream().anyMatch(definition -> definition.sql().contains(";"));
        var query = isDivided ? null : query(together(batch));
        if (query != null) {
            query.nodes("cteList").forEach(part -> trees.add(Optional.ofNullable(part.node("ctequery"))));
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

    private static String together(List<Definition> batch) {
        return IntStream.range(0, batch.size())
                .mapToObj(i -> NAME + "_" + i + batch.get(i).columns() + " as ("
                        + batch.get(i).sql() + "\n)")
                .collect(Collectors.joining(", ", " as with ", " select 1 as one"));
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
