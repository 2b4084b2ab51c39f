package dev.postern.inspection;

import dev.postern.binding.FieldBinding;
import dev.postern.statement.ParameterDomain;
import dev.postern.statement.ParameterDomain.Choice;
import dev.postern.statement.SqlStatement;
import graphql.schema.GraphQLTypeUtil;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The questions to Postgres about one statement at a time: two round trips, unless it refuses something.
 *
 * <p>All of a statement's variants are prepared in one transaction that only reads, and the locks which that takes are the
 * tables that it touches. Nothing runs.
 */
final class StatementAsking {

    /** What the transaction has locked, and how; then the next one begins. */
    private static final String LOCKS = """
            select l.mode || ' ' || l.relation::regclass::text
            from pg_catalog.pg_locks l
            join pg_catalog.pg_class c on c.oid = l.relation
            where l.pid = pg_backend_pid() and l.locktype = 'relation' and c.oid >= 16384
              and c.relkind in ('r', 'p', 'v', 'm', 'f');
            rollback; begin read only""";

    private final Connection connection;
    private final Catalogue catalogue;
    private final SchemaFields fields;

    StatementAsking(Connection connection, Catalogue catalogue, SchemaFields fields) {
        this.connection = connection;
        this.catalogue = catalogue;
        this.fields = fields;
    }

    /**
     * What a statement is, without its parse trees.
     *
     * <p>A transaction has to have begun that has locked nothing, and such a one is left.
     *
     * @throws SQLException when the database is gone
     */
    InspectedStatement ask(SqlStatement statement, List<FieldBinding> bindings) throws SQLException {
        var variants = statement.variants(path -> domain(bindings, path));
        var descriptions = new Descriptions(connection, catalogue);
        descriptions.ask(variants.all());
        var locks = locks();
        if (!descriptions.refused().isEmpty()) {
            locks.clear();
        }
        return new InspectedStatement(
                statement,
                bindings,
                variants.all().size(),
                variants.possible(),
                variants.paired(),
                descriptions.prepared(),
                descriptions.refused(),
                variants.absentLists(),
                locks.keySet(),
                written(locks));
    }

    private ParameterDomain domain(List<FieldBinding> bindings, String path) {
        var nullable = false;
        var labels = new TreeSet<String>();
        var truth = true;
        var choices = new HashSet<@Nullable Choice>();
        for (var binding : bindings) {
            var given = fields.given(binding, path);
            if (given == null) {
                return ParameterDomain.ANY;
            }
            nullable |= given.nullable();
            labels.addAll(fields.labels(given.type()));
            truth &= GraphQLTypeUtil.simplePrint(given.type()).equals("Boolean");
            choices.add(given.choice());
        }
        return new ParameterDomain(
                nullable,
                labels,
                truth,
                choices.size() == 1 ? choices.iterator().next() : null);
    }

    private Map<String, Set<String>> locks() throws SQLException {
        var locks = new HashMap<String, Set<String>>();
        for (var lock : Asking.values(connection, LOCKS)) {
            var words = String.valueOf(lock).split(" ", 2);
            locks.computeIfAbsent(words[1], ignored -> new HashSet<>()).add(words[0]);
        }
        return locks;
    }

    private static Set<String> written(Map<String, Set<String>> locks) {
        var written = new TreeSet<String>();
        locks.forEach((table, modes) -> {
            if (!modes.equals(Set.of("AccessShareLock"))) {
                written.add(table);
            }
        });
        return written;
    }
}
