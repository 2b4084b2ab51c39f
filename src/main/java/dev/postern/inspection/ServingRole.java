package dev.postern.inspection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who a connection is, and what the role may do.
 *
 * @param name quoted as SQL
 * @param superuser whether nothing is forbidden to it
 * @param bypassesRows whether row security does not hold for it
 * @param owned the tables of the project that it owns
 * @param creates the schemas of the project in which it may create
 */
record ServingRole(String name, boolean superuser, boolean bypassesRows, List<String> owned, List<String> creates) {

    private static final String ROLE = """
            select quote_ident(rolname), rolsuper, rolbypassrls from pg_catalog.pg_roles where rolname = current_user""";
    private static final String TABLES = """
            select c.oid::regclass::text, quote_ident(n.nspname), pg_has_role(current_user, c.relowner, 'usage'),
              has_schema_privilege(n.oid, 'create')
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.oid >= 16384 and c.relkind in ('r', 'p', 'v', 'm', 'f')""";

    static ServingRole of(Connection connection, Set<String> tables) throws SQLException {
        var owned = new TreeSet<String>();
        var creates = new TreeSet<String>();
        Asking.each(connection, TABLES, row -> {
            if (tables.contains(row.getString(1)) && row.getBoolean(3)) {
                owned.add(row.getString(1));
            }
            if (tables.contains(row.getString(1)) && row.getBoolean(4)) {
                creates.add(row.getString(2));
            }
        });
        var found = new ArrayList<ServingRole>();
        Asking.each(
                connection,
                ROLE,
                row -> found.add(new ServingRole(
                        row.getString(1),
                        row.getBoolean(2),
                        row.getBoolean(3),
                        List.copyOf(owned),
                        List.copyOf(creates))));
        return found.getFirst();
    }
}
