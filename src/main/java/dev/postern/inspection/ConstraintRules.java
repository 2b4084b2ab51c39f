package dev.postern.inspection;

import dev.postern.binding.FieldBinding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The constraints that a mutation can violate and that say nothing to the client. */
final class ConstraintRules {

    private static final String SILENT = """
            select c.conrelid::regclass::text, quote_ident(c.conname)
            from pg_catalog.pg_constraint c
            where c.contype in ('u', 'p', 'f', 'c', 'x') and c.conrelid >= 16384
              and obj_description(c.oid, 'pg_constraint') is null
              and not exists (
                select from pg_catalog.pg_attribute a
                where c.contype = 'p' and a.attrelid = c.conrelid and a.attnum = any (c.conkey)
                  and (a.attidentity = 'a' or a.attgenerated <> ''))
            order by 1, 2""";

    private final Connection connection;
    private final Notes notes;

    ConstraintRules(Connection connection, Notes notes) {
        this.connection = connection;
        this.notes = notes;
    }

    void check(Collection<InspectedStatement> statements) throws SQLException {
        var silent = new HashMap<String, List<String>>();
        Asking.each(
                connection,
                SILENT,
                row -> silent.merge(row.getString(1), List.of(row.getString(2)), ConstraintRules::joined));
        statements.stream()
                .filter(inspected -> inspected.bindings().stream().anyMatch(FieldBinding.Write.class::isInstance))
                .sorted(Comparator.comparing(inspected -> inspected.statement().name()))
                .forEach(inspected -> check(inspected, silent));
    }

    private static List<String> joined(List<String> left, List<String> right) {
        return Stream.concat(left.stream(), right.stream()).toList();
    }

    /** Each constraint once, at the first statement that can violate it. */
    private void check(InspectedStatement inspected, Map<String, List<String>> silent) {
        for (var table : inspected.writes().stream().sorted().toList()) {
            for (var constraint : silent.getOrDefault(table, List.of())) {
                if (notes.first("SQL-160", table + "." + constraint)) {
                    notes.hint(
                            "SQL-160",
                            inspected.statement().place(),
                            inspected.statement().name(),
                            "the constraint " + constraint + " on " + table + ", which it can violate, has no comment,"
                                    + " so the client is told in general words",
                            "Say it: comment on constraint " + constraint + " on " + table + " is '…'.");
                }
            }
        }
    }
}
