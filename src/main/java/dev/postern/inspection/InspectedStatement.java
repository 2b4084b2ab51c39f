package dev.postern.inspection;

import dev.postern.binding.FieldBinding;
import dev.postern.statement.SqlStatement;
import dev.postern.statement.StatementVariant;
import java.util.List;
import java.util.Set;

/**
 * A statement, the fields that it answers, and what came of asking Postgres about it.
 *
 * @param bindings by coordinate
 * @param variants how many texts were prepared
 * @param possible how many there could be
 * @param paired what decides the text, when only each two of it were combined
 * @param prepared those that Postgres accepts
 * @param refused those that it does not
 * @param absentLists lists of a {@code foreach} that fail when they are absent, and can be
 * @param tables the tables and views that it touches, by name
 * @param writes what it writes or locks
 */
record InspectedStatement(
        SqlStatement statement,
        List<FieldBinding> bindings,
        int variants,
        long possible,
        List<String> paired,
        List<Prepared> prepared,
        List<Refused> refused,
        Set<String> absentLists,
        Set<String> tables,
        Set<String> writes) {

    InspectedStatement {
        bindings = List.copyOf(bindings);
        paired = List.copyOf(paired);
        prepared = List.copyOf(prepared);
        refused = List.copyOf(refused);
        absentLists = Set.copyOf(absentLists);
        tables = Set.copyOf(tables);
        writes = Set.copyOf(writes);
    }

    InspectedStatement with(List<Prepared> other) {
        return new InspectedStatement(
                statement, bindings, variants, possible, paired, other, refused, absentLists, tables, writes);
    }

    /** A variant that Postgres does not accept. */
    record Refused(StatementVariant variant, Description.Refusal refusal) {}
}
