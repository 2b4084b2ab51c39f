package dev.postern.inspection;

import dev.postern.binding.FieldBinding;
import dev.postern.inspection.InspectedStatement.Refused;
import dev.postern.statement.ParameterDomain;
import dev.postern.statement.ParameterDomain.Choice;
import dev.postern.statement.SqlStatement;
import dev.postern.statement.StatementKind;
import dev.postern.statement.StatementVariant;
import graphql.schema.GraphQLTypeUtil;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;
import org.postgresql.util.PSQLException;

/**
 * The questions to Postgres about one statement at a time.
 *
 * <p>A variant is parsed and described in one round trip: the driver's own metadata would take two. All of a
 * statement's variants are prepared in one transaction that only reads, and the locks which that takes are the tables
 * that it touches. Nothing runs.
 */
final class StatementAsking {

    /** Modes of {@code pg_locks} beyond reading. */
    private static final String LOCKS = """
            select l.relation::regclass::text, l.mode
            from pg_catalog.pg_locks l
            join pg_catalog.pg_class c on c.oid = l.relation
            where l.pid = pg_backend_pid() and l.locktype = 'relation' and c.oid >= 16384
              and c.relkind in ('r', 'p', 'v', 'm', 'f')""";

    private final Connection connection;
    private final Catalogue catalogue;
    private final SchemaFields fields;

    StatementAsking(Connection connection, Catalogue catalogue, SchemaFields fields) {
        this.connection = connection;
        this.catalogue = catalogue;
        this.fields = fields;
    }

    /** @throws SQLException when the database is gone */
    InspectedStatement ask(SqlStatement statement, List<FieldBinding> bindings) throws SQLException {
        var variants = statement.variants(path -> domain(bindings, path));
        var prepared = new ArrayList<Prepared>();
        var refused = new ArrayList<Refused>();
        Asking.command(connection, "begin read only");
        for (var variant : variants.all()) {
            prepare(variant, prepared, refused);
        }
        var locks = refused.isEmpty() ? locks() : Map.<String, Set<String>>of();
        Asking.command(connection, "rollback");
        var trees = new ParseTrees(connection, fields, bindings);
        for (int i = 0; i < prepared.size() && statement.kind() == StatementKind.SELECT; i++) {
            prepared.set(i, trees.of(prepared.get(i)));
        }
        return new InspectedStatement(
                statement,
                bindings,
                variants.all().size(),
                variants.possible(),
                variants.paired(),
                prepared,
                refused,
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

    private void prepare(StatementVariant variant, List<Prepared> prepared, List<Refused> refused) throws SQLException {
        try {
            prepared.add(describe(variant));
        } catch (PSQLException refusal) {
            var server = refusal.getServerErrorMessage();
            if (server == null) {
                throw refusal;
            }
            refused.add(new Refused(
                    variant,
                    String.valueOf(refusal.getSQLState()),
                    String.valueOf(server.getMessage()),
                    server.getHint() == null ? "" : server.getHint(),
                    server.getPosition()));
            Asking.command(connection, "rollback");
            Asking.command(connection, "begin read only");
        }
    }

    private Prepared describe(StatementVariant variant) throws SQLException {
        var executor =
                connection.unwrap(PGConnection.class) instanceof BaseConnection base ? base.getQueryExecutor() : null;
        if (executor == null) {
            throw new SQLException("the driver's connection is not the one that Postern is built for");
        }
        var query = executor.createQuery(variant.sql(), true, true).query;
        try {
            var parameters = query.createParameterList();
            var description = new Description();
            var flags = QueryExecutor.QUERY_ONESHOT
                    | QueryExecutor.QUERY_DESCRIBE_ONLY
                    | QueryExecutor.QUERY_SUPPRESS_BEGIN;
            executor.execute(query, parameters, description, 0, 0, flags);
            var types = Arrays.stream(parameters.getTypeOIDs())
                    .mapToObj(oid -> catalogue.base(Integer.toUnsignedLong(oid)))
                    .toList();
            return new Prepared(
                    variant,
                    variant.parameters(),
                    types,
                    columns(description.fields),
                    null,
                    new Parameters(Set.of(), Map.of()));
        } finally {
            query.close();
        }
    }

    private List<Prepared.Column> columns(Field[] described) {
        var columns = new ArrayList<Prepared.Column>();
        for (var field : described) {
            columns.add(new Prepared.Column(
                    columns.size(),
                    field.getColumnLabel(),
                    catalogue.base(Integer.toUnsignedLong(field.getOID())),
                    Integer.toUnsignedLong(field.getTableOid()),
                    field.getPositionInTable()));
        }
        return columns;
    }

    private Map<String, Set<String>> locks() throws SQLException {
        var locks = new HashMap<String, Set<String>>();
        Asking.each(
                connection,
                LOCKS,
                row -> locks.computeIfAbsent(row.getString(1), ignored -> new HashSet<>())
                        .add(row.getString(2)));
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

    private static final class Description extends ResultHandlerBase {

        private Field[] fields = new Field[0];

        @Override
        public void handleResultRows(Query query, Field[] described, List<Tuple> rows, @Nullable ResultCursor cursor) {
            this.fields = described;
        }
    }
}
