package dev.postern.inspection;

import dev.postern.inspection.Description.Accepted;
import dev.postern.inspection.Description.Refusal;
import dev.postern.statement.StatementVariant;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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
 * Postgres's description of texts: the types of their parameters, and their columns. Nothing runs.
 *
 * <p>Several texts are parsed and described in one round trip; the driver's own metadata would take two for each. When
 * Postgres refuses one of several, which ends what was sent, halves are sent again, down to the one.
 */
final class Descriptions {

    private static final int FLAGS =
            QueryExecutor.QUERY_ONESHOT | QueryExecutor.QUERY_DESCRIBE_ONLY | QueryExecutor.QUERY_SUPPRESS_BEGIN;

    /** The driver's own refusal of a quote or a comment that does not end, before Postgres sees it. */
    private static final String UNREADABLE = "42601";

    private final Connection connection;
    private final Catalogue catalogue;
    private final List<Description> found = new ArrayList<>();

    Descriptions(Connection connection, Catalogue catalogue) {
        this.connection = connection;
        this.catalogue = catalogue;
    }

    /**
     * What Postgres says of each of some texts, in their order.
     *
     * @throws SQLException when the database is gone
     */
    List<Description> of(List<StatementVariant> variants) throws SQLException {
        for (var batch : Batches.of(variants, StatementVariant::sql)) {
            describe(batch);
        }
        return found;
    }

    private void describe(List<StatementVariant> variants) throws SQLException {
        try {
            if (isDescribed(variants)) {
                return;
            }
        } catch (PSQLException refusal) {
            if (refusal.getServerErrorMessage() == null && !UNREADABLE.equals(refusal.getSQLState())) {
                throw refusal;
            }
            Asking.command(connection, "rollback; begin read only");
            if (variants.size() == 1) {
                found.add(refused(refusal));
                return;
            }
        }
        describe(variants.subList(0, variants.size() / 2));
        describe(variants.subList(variants.size() / 2, variants.size()));
    }

    private static Refusal refused(PSQLException refusal) {
        var server = refusal.getServerErrorMessage();
        if (server == null) {
            var message = String.valueOf(refusal.getMessage()).replaceFirst("(?s) started at position.*", "");
            return new Refusal(UNREADABLE, message.toLowerCase(Locale.ROOT), "", 0);
        }
        return new Refusal(
                String.valueOf(refusal.getSQLState()),
                String.valueOf(server.getMessage()),
                server.getHint() == null ? "" : server.getHint(),
                server.getPosition());
    }

    /** False when the driver divides the text at other places: then one has an open quote, or a {@code ;} of its own. */
    private boolean isDescribed(List<StatementVariant> variants) throws SQLException {
        var executor = executor();
        var sql = variants.stream().map(StatementVariant::sql).collect(Collectors.joining("\n;\n"));
        var query = executor.createQuery(sql, true, true).query;
        try {
            var parts = query.getSubqueries();
            var alone = variants.size() == 1;
            if (!alone && (parts == null || parts.length != variants.size() || isDivided(variants))) {
                return false;
            }
            var parameters = query.createParameterList();
            var columns = new Columns();
            executor.execute(query, parameters, columns, 0, 0, FLAGS);
            var types = parameters.getTypeOIDs();
            var from = 0;
            for (int i = 0; i < variants.size(); i++) {
                var to = alone ? types.length : from + variants.get(i).parameterCount();
                var described = alone ? columns.last : columns.of(parts == null ? query : parts[i]);
                found.add(accepted(Arrays.copyOfRange(types, from, to), described));
                from = to;
            }
            return true;
        } finally {
            query.close();
        }
    }

    private static boolean isDivided(List<StatementVariant> variants) {
        return variants.stream().anyMatch(variant -> variant.sql().contains(";"));
    }

    private QueryExecutor executor() throws SQLException {
        if (connection.unwrap(PGConnection.class) instanceof BaseConnection base) {
            return base.getQueryExecutor();
        }
        throw new SQLException("the driver's connection is not the one that Postern is built for");
    }

    private Accepted accepted(int[] parameters, Field[] described) {
        var types = Arrays.stream(parameters)
                .mapToObj(oid -> catalogue.base(Integer.toUnsignedLong(oid)))
                .toList();
        var columns = new ArrayList<Prepared.Column>();
        for (var field : described) {
            columns.add(new Prepared.Column(
                    columns.size(),
                    field.getColumnLabel(),
                    catalogue.base(Integer.toUnsignedLong(field.getOID())),
                    Integer.toUnsignedLong(field.getTableOid()),
                    field.getPositionInTable()));
        }
        return new Accepted(types, columns);
    }

    /** The columns of each part; one that returns no rows is not told of. */
    private static final class Columns extends ResultHandlerBase {

        private static final Field[] NONE = new Field[0];

        private final IdentityHashMap<Query, Field[]> byPart = new IdentityHashMap<>();
        private Field[] last = NONE;

        @Override
        public void handleResultRows(Query query, Field[] described, List<Tuple> rows, @Nullable ResultCursor cursor) {
            byPart.put(query, described);
            last = described;
        }

        Field[] of(Query part) {
            return byPart.getOrDefault(part, NONE);
        }
    }
}
