package dev.postern.inspection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The privileges that a project's statements need, as SQL. */
final class Grants {

    private static final List<String> ORDER = List.of("select", "insert", "update", "delete");
    private static final String SCHEMAS = """
            select c.oid::regclass::text, quote_ident(n.nspname)
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.oid >= 16384 and c.relkind in ('r', 'p', 'v', 'm', 'f')""";

    /** Sequences of {@code serial} columns; an identity needs no right of its own. */
    private static final String SEQUENCES = """
            select a.attrelid::regclass::text, d.objid::regclass::text
            from pg_catalog.pg_depend d
            join pg_catalog.pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
            where d.classid = 'pg_class'::regclass and d.deptype = 'a' and a.attidentity = ''
              and exists (select from pg_catalog.pg_sequence s where s.seqrelid = d.objid)""";

    private Grants() {}

    /** Lines of SQL for a role {@code postern}. */
    static List<String> of(Connection connection, Collection<InspectedStatement> statements) throws SQLException {
        var needed = new TreeMap<String, Set<String>>();
        statements.forEach(inspected -> add(inspected, needed));
        var schemas = new TreeSet<String>();
        Asking.each(connection, SCHEMAS, row -> {
            if (needed.containsKey(row.getString(1))) {
                schemas.add(row.getString(2));
            }
        });
        var sequences = new TreeSet<String>();
        Asking.each(connection, SEQUENCES, row -> {
            if (needed.getOrDefault(row.getString(1), Set.of()).contains("insert")) {
                sequences.add(row.getString(2));
            }
        });
        var lines = new ArrayList<String>();
        lines.add("create role postern login nosuperuser nobypassrls;");
        schemas.forEach(schema -> lines.add("grant usage on schema " + schema + " to postern;"));
        tables(needed)
                .forEach((privileges, tables) ->
                        lines.add("grant " + privileges + " on " + String.join(", ", tables) + " to postern;"));
        sequences.forEach(sequence -> lines.add("grant usage on sequence " + sequence + " to postern;"));
        lines.add("-- Not looked at: what functions and triggers do beyond that, with the rights of who calls them.");
        return lines;
    }

    private static void add(InspectedStatement inspected, Map<String, Set<String>> needed) {
        inspected.tables().forEach(table -> privileges(needed, table).add("select"));
        inspected.writes().forEach(table -> privileges(needed, table).addAll(written(inspected)));
    }

    private static Set<String> privileges(Map<String, Set<String>> needed, String table) {
        return needed.computeIfAbsent(table, ignored -> new TreeSet<>());
    }

    /** A {@code <select>} that writes may do anything. */
    private static Set<String> written(InspectedStatement inspected) {
        var updates = inspected.prepared().stream()
                .anyMatch(prepared ->
                        prepared.variant().serverSql().toLowerCase(Locale.ROOT).contains("do update"));
        return switch (inspected.statement().kind()) {
            case SELECT -> Set.of("insert", "update", "delete");
            case INSERT -> updates ? Set.of("insert", "update") : Set.of("insert");
            case UPDATE -> Set.of("update");
            case DELETE -> Set.of("delete");
        };
    }

    /** Tables that need the same, together. */
    private static Map<String, List<String>> tables(Map<String, Set<String>> needed) {
        var tables = new TreeMap<String, List<String>>();
        needed.forEach((table, privileges) -> tables.computeIfAbsent(
                        String.join(
                                ", ",
                                ORDER.stream().filter(privileges::contains).toList()),
                        ignored -> new ArrayList<>())
                .add(table));
        return tables;
    }
}
