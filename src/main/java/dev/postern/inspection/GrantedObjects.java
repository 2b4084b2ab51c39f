package dev.postern.inspection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The objects behind rights, by their names as SQL; those that everybody has a right to already are left out. */
final class GrantedObjects {

    private static final int SELECT = 2;

    private final Connection connection;
    private final List<String> holders = new ArrayList<>(List.of("public"));

    /** @param roles that will be given, with all that they may do */
    GrantedObjects(Connection connection, List<String> roles) throws SQLException {
        this.connection = connection;
        for (var role : roles) {
            holders.addAll(strings("select rolname from pg_catalog.pg_roles where rolname = " + literal(role)));
        }
    }

    /** A condition for what no holder may do: {@code table}, {@code oid}, {@code select}. */
    private String isNew(String kind, String object, String right) {
        return holders.stream()
                .map(holder -> "not has_%s_privilege(%s, %s, '%s')".formatted(kind, literal(holder), object, right))
                .collect(Collectors.joining(" and "));
    }

    /** Adds what the tables ask of whoever does to them what is added already. */
    static void addBehind(Connection connection, Rights rights) throws SQLException {
        var sql = behind(
                list(rights.functions()),
                list(rights.tablesWith("insert", "update")),
                list(rights.tablesWith("insert")),
                list(rights.tables().keySet()));
        var found = new ArrayList<Runnable>();
        Asking.each(connection, sql, row -> {
            var id = row.getLong(1);
            found.add(
                    switch (row.getString(2)) {
                        case "f" -> () -> rights.addFunction(id);
                        case "S" -> () -> rights.addSequence(id);
                        default -> () -> rights.addTable(id, SELECT);
                    });
        });
        found.forEach(Runnable::run);
    }

    /**
     * What is behind a table for whoever writes it: functions in checks, defaults, generated columns and indexes, a default's
     * sequence. And for whoever touches it: what its policies ask, and a view that asks as its caller.
     */
    private static String behind(String functions, String written, String inserted, String touched) {
        return """
            with recursive need (class, object) as (
              (select 'pg_proc'::regclass::oid, unnest('{%1$s}'::oid[])
               union all
               select 'pg_constraint'::regclass, oid from pg_catalog.pg_constraint
               where contype = 'c' and conrelid = any ('{%2$s}')
               union all
               select 'pg_attrdef'::regclass, d.oid from pg_catalog.pg_attrdef d
               join pg_catalog.pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
               where d.adrelid = any ('{%3$s}') or (a.attgenerated <> '' and d.adrelid = any ('{%2$s}'))
               union all
               select 'pg_class'::regclass, indexrelid from pg_catalog.pg_index where indrelid = any ('{%2$s}')
               union all
               select 'pg_policy'::regclass, p.oid from pg_catalog.pg_policy p
               join pg_catalog.pg_class c on c.oid = p.polrelid and c.relrowsecurity
               where p.polrelid = any ('{%4$s}')
               union all
               select 'pg_rewrite'::regclass, r.oid from pg_catalog.pg_rewrite r
               join pg_catalog.pg_class c on c.oid = r.ev_class and 'security_invoker=true' = any (c.reloptions)
               where r.ev_class = any ('{%4$s}'))
              union
              select case d.refclassid when 'pg_operator'::regclass then 'pg_proc'::regclass else d.refclassid end,
                coalesce(o.oprcode::oid, d.refobjid)
              from need n
              join pg_catalog.pg_depend d on d.classid = n.class and d.objid = n.object
              left join pg_catalog.pg_operator o on d.refclassid = 'pg_operator'::regclass and o.oid = d.refobjid
              where d.deptype = 'n' and d.refclassid = any (array['pg_proc', 'pg_operator', 'pg_class']::regclass[]))
            select need.object, case when need.class = 'pg_proc'::regclass then 'f' else c.relkind::text end
            from need
            left join pg_catalog.pg_class c on need.class = 'pg_class'::regclass and c.oid = need.object
            where need.class = 'pg_proc'::regclass or c.relkind in ('S', 'r', 'p', 'v', 'm')""".formatted(functions, written, inserted, touched);
    }

    static boolean isThere(Connection connection, String table) throws SQLException {
        var found = new ArrayList<String>();
        Asking.each(connection, "select to_regclass(" + literal(table) + ")::text", row -> found.add(row.getString(1)));
        return found.getFirst() != null;
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String list(Collection<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** The database, where not everybody may connect to it. */
    Optional<String> database() throws SQLException {
        return strings("select quote_ident(current_database()) where "
                        + isNew("database", "current_database()", "connect"))
                .stream()
                .findFirst();
    }

    /** Rights by a table's name. */
    Map<String, Set<String>> tables(Rights rights) throws SQLException {
        var tables = new TreeMap<String, Set<String>>();
        for (var named : rights.named().entrySet()) {
            var oid = "'" + named.getKey() + "'::regclass::oid";
            addTable(oid, named.getValue(), tables);
        }
        for (var table : rights.tables().entrySet()) {
            addTable(String.valueOf(table.getKey()), table.getValue(), tables);
        }
        return tables;
    }

    /** The catalogue's own tables are everybody's. */
    private void addTable(String oid, Set<String> rights, Map<String, Set<String>> tables) throws SQLException {
        for (var right : rights) {
            strings("select oid::regclass::text from pg_catalog.pg_class where oid = " + oid + " and oid >= 16384 and "
                            + isNew("table", "oid", right))
                    .forEach(name -> tables.computeIfAbsent(name, ignored -> new TreeSet<>())
                            .add(right));
        }
    }

    List<String> sequences(Rights rights) throws SQLException {
        return strings("select oid::regclass::text from pg_catalog.pg_class where oid = any ('{"
                + list(rights.sequences()) + "}') and " + isNew("sequence", "oid", "usage") + " order by 1");
    }

    List<String> functions(Rights rights) throws SQLException {
        return strings("select oid::regprocedure::text from pg_catalog.pg_proc where oid = any ('{"
                + list(rights.functions())
                + "}') and oid >= 16384 and " + isNew("function", "oid", "execute") + " order by 1");
    }

    /** The schemas of all of them, and of what statements that run as others only name. */
    Set<String> schemas(Set<String> tables, Rights rights, Set<String> named) throws SQLException {
        var names = new TreeSet<String>(tables);
        names.addAll(named);
        var list = names.stream().map(GrantedObjects::literal).collect(Collectors.joining(", "));
        return new TreeSet<>(strings("""
                select quote_ident(n.nspname) from pg_catalog.pg_namespace n
                where %4$s and n.oid in (
                  select relnamespace from pg_catalog.pg_class
                  where oid = any (array[%1$s]::text[]::regclass[]) or oid = any ('{%2$s}')
                  union
                  select pronamespace from pg_catalog.pg_proc where oid = any ('{%3$s}') and oid >= 16384)""".formatted(
                        list, list(rights.sequences()), list(rights.functions()), isNew("schema", "n.oid", "usage"))));
    }

    List<String> quoted(List<String> roles) throws SQLException {
        var list = roles.stream().map(GrantedObjects::literal).collect(Collectors.joining(", "));
        return strings(
                "select quote_ident(role) from unnest(array[" + list + "]) with ordinality as r (role, n) order by n");
    }

    private List<String> strings(String sql) throws SQLException {
        var strings = new ArrayList<String>();
        Asking.each(connection, sql, row -> strings.add(row.getString(1)));
        return strings;
    }
}
