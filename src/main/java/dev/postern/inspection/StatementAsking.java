package dev.postern.inspection;

import dev.postern.binding.FieldBinding;
import dev.postern.inspection.Description.Accepted;
import dev.postern.inspection.Description.Refusal;
import dev.postern.inspection.InspectedStatement.Refused;
import dev.postern.statement.ParameterDomain;
import dev.postern.statement.ParameterDomain.Choice;
import dev.postern.statement.SqlStatement;
import dev.postern.statement.StatementVariant;
import graphql.schema.GraphQLTypeUtil;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
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
            select relation || ' ' || mode from pg_catalog.pg_locks
            where pid = pg_backend_pid() and locktype = 'relation' and relation >= 16384;
            rollback; begin read only""";

    private final Connection connection;
    private final InspectedDatabase.Known database;
    private final SchemaFields fields;

    StatementAsking(Connection connection, InspectedDatabase.Known database, SchemaFields fields) {
        this.connection = connection;
        this.database = database;
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
        var texts = variants.all().stream().map(StatementVariant::sql).toList();
        var answer = database.answers()
                .statements()
                .answers(List.of(texts), ignored -> List.of(answer(variants.all())))
                .getFirst();
        var prepared = new ArrayList<Prepared>();
        var refused = new ArrayList<Refused>();
        for (int i = 0; i < texts.size(); i++) {
            var variant = variants.all().get(i);
            switch (answer.descriptions().get(i)) {
                case Accepted accepted -> prepared.add(Prepared.of(variant, accepted));
                case Refusal refusal -> refused.add(new Refused(variant, refusal));
            }
        }
        return new InspectedStatement(
                statement,
                bindings,
                texts.size(),
                variants.possible(),
                variants.paired(),
                prepared,
                refused,
                variants.absentLists(),
                answer.locks().keySet(),
                answer.written());
    }

    private StatementAnswer answer(List<StatementVariant> variants) throws SQLException {
        var descriptions = new Descriptions(connection, database.catalogue()).of(variants);
        var answer = new StatementAnswer(descriptions, locks());
        return answer.isAccepted() ? answer : new StatementAnswer(descriptions, Map.of());
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
            var table = database.catalogue().table(Long.parseLong(words[0]));
            if (table != null) {
                locks.computeIfAbsent(table.name(), ignored -> new HashSet<>()).add(words[1]);
            }
        }
        return locks;
    }
}
