package dev.postern.inspection;

import dev.postern.binding.FieldBinding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether an index serves what each statement always asks.
 *
 * <p>The text with the least in it is planned without its values and with sequential scans switched off: a scan that is
 * left and filters by a parameter or a key has no index that it could use, however much data there is. What an
 * {@code <if>} adds is not looked at: whether an index is worth its cost there depends on who asks.
 */
final class IndexRules {

    private static final String NAME = "postern_check_";

    /**
     * Joins one row after the other, so that each scan shows its own condition; and bitmaps only, because an index that
     * is read in its order for {@code order by} hides that none finds what the condition asks.
     */
    private static final String SETTINGS =
            "set local enable_seqscan = off; set local enable_indexscan = off; set local enable_indexonlyscan = off;"
                    + " set local enable_hashjoin = off; set local enable_mergejoin = off;"
                    + " set local enable_material = off; set local enable_memoize = off; set local jit = off;"
                    + " set local max_parallel_workers_per_gather = 0; ";

    private static final String LEADING = """
            select n.nspname || '.' || c.relname, a.attname
            from pg_catalog.pg_index i
            join pg_catalog.pg_class c on c.oid = i.indrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
            where i.indisvalid and i.indpred is null and i.indrelid >= 16384""";

    private final Connection connection;
    private final Notes notes;
    private final Map<String, Set<String>> leading = new HashMap<>();

    IndexRules(Connection connection, Notes notes) throws SQLException {
        this.connection = connection;
        this.notes = notes;
        Asking.each(
                connection,
                LEADING,
                row -> leading.computeIfAbsent(row.getString(1), ignored -> new HashSet<>())
                        .add(row.getString(2)));
    }

    void check(Collection<InspectedStatement> statements) throws SQLException {
        var asked = statements.stream()
                .filter(inspected ->
                        !inspected.prepared().isEmpty() && !inspected.tables().isEmpty())
                .toList();
        var explanations = new ArrayList<String>();
        for (var inspected : asked) {
            explanations.add(explain(inspected.prepared().getFirst(), NAME + explanations.size()));
        }
        var plans = Asking.texts(connection, explanations);
        for (int i = 0; i < asked.size(); i++) {
            check(asked.get(i), plans.get(i));
        }
        if (plans.contains(null)) {
            forgetRefused();
        }
    }

    private void check(InspectedStatement inspected, @Nullable String plan) {
        if (plan == null) {
            notes.notChecked(
                    inspected.statement().place(),
                    inspected.statement().name(),
                    "whether indexes serve it is not known: Postgres does not explain it");
            return;
        }
        PlanScans.unserved(plan).stream().filter(scan -> !mayBeServed(scan)).forEach(scan -> warn(inspected, scan));
    }

    /** What is prepared outlives the transaction, and the connection may be a pool's. */
    private void forgetRefused() throws SQLException {
        var left = Asking.values(
                connection,
                "select name from pg_catalog.pg_prepared_statements where starts_with(name, '" + NAME + "')");
        for (var name : left) {
            Asking.command(connection, "deallocate " + name);
        }
    }

    /** Among indexes that serve, an empty table's plan takes any. */
    private boolean mayBeServed(PlanScans.Scan scan) {
        var first = leading.getOrDefault(scan.schema() + "." + scan.table(), Set.of());
        return scan.columns().stream().anyMatch(first::contains);
    }

    private void warn(InspectedStatement inspected, PlanScans.Scan scan) {
        var slowed = inspected.bindings().stream().map(FieldBinding::coordinate).collect(Collectors.joining(", "));
        notes.warning(
                "SQL-150",
                inspected.statement().place(),
                slowed,
                "no index serves the condition on " + scan.display() + " (" + String.join(", ", scan.columns())
                        + "), so all of it is read each time",
                "Add one: create index on " + scan.display() + " (" + String.join(", ", scan.columns()) + ").");
    }

    /** {@code explain (generic_plan)} would need the simple protocol, and PostgreSQL 16. */
    private static String explain(Prepared prepared, String name) {
        var nulls = Collections.nCopies(prepared.parameters().size(), "null");
        var arguments = nulls.isEmpty() ? "" : " (" + String.join(", ", nulls) + ")";
        return "begin read only; " + SETTINGS + "set local plan_cache_mode = force_generic_plan; discard plans;"
                + " prepare " + name + " as " + prepared.variant().serverSql()
                + "\n; explain (verbose, format xml) execute " + name + arguments
                + "; deallocate " + name + "; rollback";
    }
}
