package dev.postern.inspection;

import dev.postern.binding.FieldBinding;
import dev.postern.inspection.PlanScans.Scan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final String BEGIN =
            "begin read only; set local enable_seqscan = off; set local enable_indexscan = off; set local enable_indexonlyscan = off;"
                    + " set local enable_hashjoin = off; set local enable_mergejoin = off;"
                    + " set local enable_material = off; set local enable_memoize = off; set local jit = off;"
                    + " set local max_parallel_workers_per_gather = 0; set local plan_cache_mode = force_generic_plan;"
                    + " discard plans; ";

    private static final String LEADING = """
            select n.nspname || '.' || c.relname, a.attname
            from pg_catalog.pg_index i
            join pg_catalog.pg_class c on c.oid = i.indrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
            where i.indisvalid and i.indpred is null and i.indrelid >= 16384""";

    private final Notes notes;
    private final Map<String, Set<String>> leading;
    private final List<InspectedStatement> statements;
    private final List<Optional<List<Scan>>> scans;

    private IndexRules(
            Notes notes,
            Map<String, Set<String>> leading,
            List<InspectedStatement> statements,
            List<Optional<List<Scan>>> scans) {
        this.notes = notes;
        this.leading = leading;
        this.statements = statements;
        this.scans = scans;
    }

    /** What is explained: a text as Postgres sees it, and how many parameters it has. */
    record Explained(String sql, int parameters) {}

    /** The rules, once Postgres has said how it would run each statement; nothing is noted yet. */
    static IndexRules ask(
            Connection connection,
            Notes notes,
            Collection<InspectedStatement> statements,
            Remembered<Explained, Optional<List<Scan>>> remembered)
            throws SQLException {
        var leading = new HashMap<String, Set<String>>();
        Asking.each(
                connection,
                LEADING,
                row -> leading.computeIfAbsent(row.getString(1), ignored -> new HashSet<>())
                        .add(row.getString(2)));
        var asked = statements.stream()
                .filter(inspected ->
                        !inspected.prepared().isEmpty() && !inspected.tables().isEmpty())
                .toList();
        var explained = asked.stream()
                .map(inspected -> inspected.prepared().getFirst())
                .map(prepared -> new Explained(
                        prepared.variant().serverSql(), prepared.parameters().size()))
                .toList();
        return new IndexRules(
                notes, leading, asked, remembered.answers(explained, unknown -> scans(connection, unknown)));
    }

    private static List<Optional<List<Scan>>> scans(Connection connection, List<Explained> explained)
            throws SQLException {
        var explanations = new ArrayList<String>();
        for (var text : explained) {
            explanations.add(explain(text, NAME + explanations.size()));
        }
        var plans = Asking.texts(connection, BEGIN, explanations);
        if (plans.contains(null)) {
            forgetRefused(connection);
        }
        var reader = new PlanReader();
        return plans.stream()
                .map(plan -> Optional.ofNullable(plan).map(text -> PlanScans.unserved(reader.root(text))))
                .toList();
    }

    void check() {
        for (int i = 0; i < statements.size(); i++) {
            check(statements.get(i), scans.get(i).orElse(null));
        }
    }

    private void check(InspectedStatement inspected, @Nullable List<Scan> unserved) {
        if (unserved == null) {
            notes.notChecked(
                    inspected.statement().place(),
                    inspected.statement().name(),
                    "whether indexes serve it is not known: Postgres does not explain it");
            return;
        }
        unserved.stream().filter(scan -> !mayBeServed(scan)).forEach(scan -> warn(inspected, scan));
    }

    /** What is prepared outlives the transaction, and the connection may be a pool's. */
    private static void forgetRefused(Connection connection) throws SQLException {
        var left = Asking.values(
                connection,
                "select name from pg_catalog.pg_prepared_statements where starts_with(name, '" + NAME + "')");
        for (var name : left) {
            Asking.command(connection, "deallocate " + name);
        }
    }

    /** Among indexes that serve, an empty table's plan takes any. */
    private boolean mayBeServed(Scan scan) {
        var first = leading.getOrDefault(scan.schema() + "." + scan.table(), Set.of());
        return scan.columns().stream().anyMatch(first::contains);
    }

    private void warn(InspectedStatement inspected, Scan scan) {
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
    private static String explain(Explained text, String name) {
        var nulls = Collections.nCopies(text.parameters(), "null");
        var arguments = nulls.isEmpty() ? "" : " (" + String.join(", ", nulls) + ")";
        return "prepare " + name + " as " + text.sql() + "\n; explain (verbose, format xml) execute " + name + arguments
                + "; deallocate " + name;
    }
}
