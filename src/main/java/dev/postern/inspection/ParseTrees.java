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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The parse trees of statements, which Postgres shows of views.
 *
 * <p>Each statement is made a temporary view, in a transaction that is rolled back: nothing stays. Where the role may
 * not do that, and for what can be no view, there is no tree.
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
        var views = statements.values().stream()
                .flatMap(inspected -> inspected.prepared().stream().filter(prepared -> mayBeView(inspected, prepared)))
                .map(ParseTrees::view)
                .toList();
        var trees = Asking.texts(connection, views).iterator();
        statements.replaceAll((statement, inspected) -> inspected.with(inspected.prepared().stream()
                .map(prepared ->
                        mayBeView(inspected, prepared) ? with(trees.next(), prepared, inspected.bindings()) : prepared)
                .toList()));
    }

    private static boolean mayBeView(InspectedStatement inspected, Prepared prepared) {
        return inspected.statement().kind() == StatementKind.SELECT
                && !prepared.columns().isEmpty();
    }

    private Prepared with(@Nullable String tree, Prepared prepared, List<FieldBinding> bindings) {
        return tree != null && Node.parse(tree) instanceof List<?> rules && rules.getFirst() instanceof Node query
                ? prepared.with(new QueryTree(query, null), parameters(prepared, bindings))
                : prepared;
    }

    private static String view(Prepared prepared) {
        var names = IntStream.range(0, prepared.columns().size())
                .mapToObj(i -> "c" + i)
                .toList();
        var expressions = new ArrayList<String>();
        for (var type : prepared.parameters()) {
            expressions.add(Parameters.expression(expressions.size() + 1, type));
        }
        return "begin read write; create temporary view " + NAME + " (" + String.join(", ", names) + ") as "
                + prepared.variant().sqlWith(expressions) + "\n; select ev_action from pg_catalog.pg_rewrite"
                + " where ev_class = 'pg_temp." + NAME + "'::regclass; rollback";
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
