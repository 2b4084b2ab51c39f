package dev.postern.database;

import java.sql.SQLException;

/**
 * The role that the embedded server is served by: it may read and write all rows, and own or alter nothing.
 *
 * <p>Source: https://www.postgresql.org/docs/18/ddl-priv.html
 */
final class EmbeddedRole {

    static final String NAME = "postern";

    private static final String CREATE = """
            do $$ begin
              if not exists (select from pg_catalog.pg_roles where rolname = 'postern') then
                create role postern login nosuperuser nobypassrls nocreatedb nocreaterole;
              end if;
            end $$""";

    /** Flyway's own table is for Flyway. A role that owns something would let its members own it. */
    private static final String GRANT = """
            do $$ declare
              command text;
            begin
              for command in
                select format('grant usage on schema %I to postern', nspname)
                from pg_catalog.pg_namespace
                where nspname !~ '^pg_' and nspname <> 'information_schema'
                union all
                select format('grant %s on %s to postern',
                  case when relkind = 'S' then 'usage' else 'select, insert, update, delete' end, oid::regclass)
                from pg_catalog.pg_class
                where relkind in ('r', 'p', 'v', 'm', 'f', 'S') and relname <> 'flyway_schema_history'
                  and relnamespace::regnamespace::text !~ '^(pg_|information_schema$)'
                union all
                select format('grant %I to postern', rolname)
                from pg_catalog.pg_roles r
                where not rolcanlogin and not rolsuper and not rolbypassrls and rolname !~ '^pg_'
                  and not exists (select from pg_catalog.pg_shdepend d where d.refobjid = r.oid and d.deptype = 'o')
              loop
                execute command;
              end loop;
            end $$""";

    private EmbeddedRole() {}

    /** Makes the role, where it is not there: migrations may name it. */
    static void create(DatabaseUrl owner) {
        run(owner, CREATE);
    }

    /** Lets it use what the migrations have made. */
    static void grant(DatabaseUrl owner) {
        run(owner, GRANT);
    }

    private static void run(DatabaseUrl owner, String sql) {
        try (var connection = PlainConnections.to(owner).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new DatabaseException(
                    "The role " + NAME + " of the embedded PostgreSQL cannot be set up: " + failure.getMessage() + ".",
                    failure);
        }
    }
}
