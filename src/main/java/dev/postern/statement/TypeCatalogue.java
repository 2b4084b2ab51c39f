package dev.postern.statement;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The types of the database, asked for once each.
 *
 * <p>Safe for use by several threads. Source: {@code pg_type}, https://www.postgresql.org/docs/18/catalog-pg-type.html
 */
final class TypeCatalogue {

    private static final String ELEMENT = """
            select coalesce(base.typname, element.typname)
            from pg_catalog.pg_type t
            join pg_catalog.pg_type element on element.oid = t.typelem
            left join pg_catalog.pg_type base on base.oid = element.typbasetype
            where t.typname = ? and t.typcategory = 'A' and t.typsubscript = 'array_subscript_handler'::regproc
            order by t.typnamespace = 'pg_catalog'::regnamespace desc
            limit 1""";

    private final Map<String, PostgresType> types = new ConcurrentHashMap<>();

    /**
     * The type of this name.
     *
     * @param name as the driver gives it, with its schema and quoted when that is not on the search path
     */
    PostgresType find(Connection connection, String name) throws SQLException {
        var known = types.get(name);
        if (known != null) {
            return known;
        }
        var type = ask(connection, bare(name));
        types.put(name, type);
        return type;
    }

    /** The driver gives {@code "fleet"."_vessel_kind"} for a type that is not on the search path. */
    private static String bare(String name) {
        return name.startsWith("\"") ? name.substring(name.indexOf("\".\"") + 3, name.length() - 1) : name;
    }

    private static PostgresType ask(Connection connection, String name) throws SQLException {
        if (!name.startsWith("_")) {
            return PostgresType.scalar(name);
        }
        try (var statement = connection.prepareStatement(ELEMENT)) {
            statement.setString(1, name);
            try (var result = statement.executeQuery()) {
                return result.next()
                        ? PostgresType.array(name, PostgresType.scalar(result.getString(1)))
                        : PostgresType.scalar(name);
            }
        }
    }
}
