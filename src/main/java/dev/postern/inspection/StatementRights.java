package dev.postern.inspection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rights that statements themselves need, as Postgres notes them in the parse tree of each.
 *
 * <p>Each text is made the body of a temporary function, in a transaction that is rolled back: nothing stays. Source:
 * {@code RTEPermissionInfo} in {@code src/include/nodes/parsenodes.h}, {@code RangeTblEntry} before PostgreSQL 16.
 */
final class StatementRights {

    /** Lines of a kind, an object's id and, for a table, the sum of the rights' bits. */
    private static final String RIGHTS = """
            select coalesce(string_agg(line, E'\\n'), '') from (
              select 't ' || found[1] || ' ' || found[2] as line
              from pg_catalog.pg_proc f
              cross join regexp_matches(f.prosqlbody::text, ':relid (\\d+) [^{}()]*?:requiredPerms (\\d+)', 'g') found
              where f.oid = 'pg_temp.postern_check'::regproc
              union all
              select case when d.refclassid = 'pg_class'::regclass then 's ' || d.refobjid else 'f ' || coalesce(o.oprcode::oid, d.refobjid) end
              from pg_catalog.pg_depend d
              left join pg_catalog.pg_operator o on d.refclassid = 'pg_operator'::regclass and o.oid = d.refobjid
              left join pg_catalog.pg_class c on d.refclassid = 'pg_class'::regclass and c.oid = d.refobjid
              where d.classid = 'pg_proc'::regclass and d.objid = 'pg_temp.postern_check'::regproc
                and (d.refclassid = any (array['pg_proc', 'pg_operator']::regclass[]) or c.relkind = 'S')) rights""";

    private StatementRights() {}

    /** Adds what each text needs; one that can be no function's body is as if it needed what its statement locks. */
    static void add(Connection connection, Collection<InspectedStatement> statements, Rights rights)
            throws SQLException {
        var scripts = new ArrayList<String>();
        statements.forEach(inspected -> inspected.prepared().forEach(prepared -> scripts.add(script(prepared))));
        var found = Asking.texts(connection, "begin read write; ", scripts).iterator();
        for (var inspected : statements) {
            for (int i = 0; i < inspected.prepared().size(); i++) {
                add(found.next(), inspected, rights);
            }
        }
    }

    /** The driver must not look for ends of statements in it. */
    private static String script(Prepared prepared) {
        var expressions = new ArrayList<String>();
        for (var type : prepared.parameters()) {
            expressions.add(Parameters.expression(expressions.size() + 1, type));
        }
        return "do $postern_do$ begin execute $postern_sql$create or replace function pg_temp.postern_check()"
                + " returns void language sql begin atomic "
                + prepared.variant().sqlWith(expressions)
                + "\n; end$postern_sql$; end $postern_do$; " + RIGHTS;
    }

    private static void add(@Nullable String found, InspectedStatement inspected, Rights rights) {
        if (found == null) {
            inspected.tables().forEach(table -> rights.addByName(table, List.of("select")));
            inspected.writes().forEach(table -> rights.addByName(table, written(inspected)));
            return;
        }
        found.lines().map(line -> line.split(" ")).forEach(words -> {
            var id = Long.parseLong(words[1]);
            switch (words[0]) {
                case "t" -> rights.addTable(id, Integer.parseInt(words[2]));
                case "s" -> rights.addSequence(id);
                default -> rights.addFunction(id);
            }
        });
    }

    private static List<String> written(InspectedStatement inspected) {
        return switch (inspected.statement().kind()) {
            case SELECT -> List.of("insert", "update", "delete");
            case INSERT -> List.of("insert", "update");
            case UPDATE -> List.of("update");
            case DELETE -> List.of("delete");
        };
    }
}
