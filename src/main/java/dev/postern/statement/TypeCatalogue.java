package dev.postern.statement;

import dev.postern.statement.PostgresType.Attribute;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.jdbc.PgConnection;

/**
 * The types of the database, asked for once each.
 *
 * <p>Safe for use by several threads. Source: {@code pg_type}, https://www.postgresql.org/docs/18/catalog-pg-type.html
 */
final class TypeCatalogue {

    private static final String ELEMENT = """
            select '', element.oid::int8, element.typname
            from pg_catalog.pg_type t
            join pg_catalog.pg_type element on element.oid = t.typelem
            where t.oid = ? and t.typcategory = 'A' and t.typsubscript = 'array_subscript_handler'::regproc""";

    /** What a domain is of, which may be a domain again. */
    private static final String BASE = """
            select '', base.oid::int8, base.typname
            from pg_catalog.pg_type t
            join pg_catalog.pg_type base on base.oid = t.typbasetype
            where t.oid = ?""";

    private static final String ATTRIBUTES = """
            select a.attname, t.oid::int8, t.typname
            from pg_catalog.pg_type c
            join pg_catalog.pg_attribute a on a.attrelid = c.typrelid and a.attnum > 0 and not a.attisdropped
            join pg_catalog.pg_type t on t.oid = a.atttypid
            where c.oid = ? and c.typtype = 'c'
            order by a.attnum""";

    /** Below it are the types that Postgres comes with. */
    private static final long FIRST_OWN = 16_384;

    private final Map<Long, PostgresType> types = new ConcurrentHashMap<>();

    /**
     * The type of this number.
     *
     * @param oid as the server says it, unsigned
     */
    PostgresType find(Connection connection, int oid) throws SQLException {
        var number = Integer.toUnsignedLong(oid);
        var known = types.get(number);
        if (known != null) {
            return known;
        }
        var name = String.valueOf(
                connection.unwrap(PgConnection.class).getTypeInfo().getPGType(oid));
        return find(connection, number, bare(name));
    }

    private PostgresType find(Connection connection, long oid, String name) throws SQLException {
        var known = types.get(oid);
        if (known != null) {
            return known;
        }
        var type = ask(connection, oid, name);
        types.put(oid, type);
        return type;
    }

    /** The driver gives {@code "fleet"."_vessel_kind"} for a type that is not on the search path. */
    private static String bare(String name) {
        return name.startsWith("\"") ? name.substring(name.indexOf("\".\"") + 3, name.length() - 1) : name;
    }

    private PostgresType ask(Connection connection, long oid, String name) throws SQLException {
        if (name.startsWith("_")) {
            var elements = inside(connection, ELEMENT, oid);
            if (!elements.isEmpty()) {
                var element = elements.getFirst();
                return PostgresType.array(name, find(connection, element.oid, element.type));
            }
        }
        var isOwn = oid >= FIRST_OWN && PostgresType.scalar(name).form() == PostgresType.Form.TEXT;
        var bases = isOwn ? inside(connection, BASE, oid) : List.<Inside>of();
        if (!bases.isEmpty()) {
            return find(connection, bases.getFirst().oid, bases.getFirst().type);
        }
        var parts = isOwn ? inside(connection, ATTRIBUTES, oid) : List.<Inside>of();
        if (parts.isEmpty()) {
            return PostgresType.scalar(name);
        }
        var attributes = new ArrayList<Attribute>();
        for (var part : parts) {
            attributes.add(new Attribute(part.name, find(connection, part.oid, part.type)));
        }
        return PostgresType.composite(name, attributes);
    }

    /** A type inside of another one. */
    private record Inside(String name, long oid, String type) {}

    private static List<Inside> inside(Connection connection, String sql, long oid) throws SQLException {
        var found = new ArrayList<Inside>();
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, oid);
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    found.add(new Inside(result.getString(1), result.getLong(2), result.getString(3)));
                }
            }
        }
        return found;
    }
}
