package dev.postern.inspection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the database's catalog says of types, tables, indexes and functions, read once; safe for use by several threads but for
 * {@link #view}.
 *
 * <p>Source: https://www.postgresql.org/docs/18/catalogs.html
 */
final class Catalogue {

    private static final String TYPES = """
            select t.oid, t.typname, format_type(t.oid, -1), t.typtype, t.typbasetype,
              case when t.typsubscript = 'array_subscript_handler'::regproc and t.typlen = -1 then t.typelem else 0 end,
              array(select e.enumlabel from pg_catalog.pg_enum e where e.enumtypid = t.oid order by e.enumsortorder),
              case when t.typtype = 'c' and t.typnamespace <> 'pg_catalog'::regnamespace then array(
                select a.atttypid || ' ' || a.attname from pg_catalog.pg_attribute a
                where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped) else '{}' end
            from pg_catalog.pg_type t""";
    private static final String COLUMNS = """
            select c.oid, c.oid::regclass::text, c.relkind, a.attnum, a.attname,
              (a.attnotnull or t.typnotnull) and not exists (
                select from pg_catalog.pg_constraint n
                where n.conrelid = c.oid and n.contype = 'n' and n.conkey = array[a.attnum] and not n.convalidated),
              case when c.relkind = 'v' and a.attnum = 1 and c.oid >= 16384
                then (select r.ev_action from pg_catalog.pg_rewrite r where r.ev_class = c.oid and r.ev_type = '1') end
            from pg_catalog.pg_class c
            left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            left join pg_catalog.pg_type t on t.oid = a.atttypid
            where c.relkind in ('r', 'p', 'v', 'm', 'f')
              and c.relnamespace <> all (array['pg_catalog', 'pg_toast']::regnamespace[])
            order by c.oid, a.attnum""";
    private static final String INDEXES = """
            select i.indrelid, i.indkey::int2[], i.indnkeyatts, i.indexprs::text, i.indpred::text,
              array(select o.oprname from unnest(x.conexclop) with ordinality as e (op, n)
                join pg_catalog.pg_operator o on o.oid = e.op order by e.n)
            from pg_catalog.pg_index i
            left join pg_catalog.pg_constraint x on x.conindid = i.indexrelid and x.contype = 'x'
            where (i.indisunique or i.indisexclusion) and i.indisvalid and i.indrelid >= 16384""";
    private static final String REFERENCES = """
            select conrelid, conkey[1], confrelid, confkey[1]
            from pg_catalog.pg_constraint
            where contype = 'f' and convalidated and cardinality(conkey) = 1""";
    private static final String FUNCTIONS = """
            select oid, proname, proisstrict, proretset, pronamespace = 'pg_catalog'::regnamespace from pg_catalog.pg_proc""";
    private static final String OPERATORS = """
            select oid, oprname from pg_catalog.pg_operator""";

    private final Map<Long, DataType> types = new HashMap<>();
    private final Map<Long, Table> tables = new HashMap<>();
    private final Map<Long, List<UniqueIndex>> indexes = new HashMap<>();
    private final Set<Reference> references = new HashSet<>();
    private final Map<Long, Function> functions = new HashMap<>();
    private final Map<Long, String> operators = new HashMap<>();
    private final Map<Long, QueryTree> views = new HashMap<>();

    private Catalogue() {}

    /** A table's column. */
    record TableColumn(String name, boolean notNull) {}

    /**
     * A table, or a view.
     *
     * @param columns by number
     * @param view a view's own tree as text, null for a table and for a view of Postgres's own
     */
    record Table(
            String name,
            boolean stored,
            Map<Integer, TableColumn> columns,
            @Nullable String view) {}

    /**
     * A unique index, or one that excludes.
     *
     * @param columns their numbers, 0 for an expression
     * @param expressions of the columns that are one, in order
     * @param predicate of a partial one
     * @param operators of one that excludes, otherwise none: all are equality
     */
    record UniqueIndex(List<Integer> columns, List<Node> expressions, List<Node> predicate, List<String> operators) {}

    /** A foreign key of one column. */
    record Reference(long from, int column, long to, int toColumn) {}

    /** A function. */
    record Function(String name, boolean strict, boolean set, boolean builtIn) {}

    /** @throws SQLException when the database cannot be asked */
    static Catalogue read(Connection connection) throws SQLException {
        var catalogue = new Catalogue();
        catalogue.readTypes(connection);
        catalogue.readTables(connection);
        catalogue.readIndexes(connection);
        Asking.each(
                connection,
                REFERENCES,
                row -> catalogue.references.add(
                        new Reference(row.getLong(1), row.getInt(2), row.getLong(3), row.getInt(4))));
        Asking.each(
                connection,
                FUNCTIONS,
                row -> catalogue.functions.put(
                        row.getLong(1),
                        new Function(row.getString(2), row.getBoolean(3), row.getBoolean(4), row.getBoolean(5))));
        Asking.each(connection, OPERATORS, row -> catalogue.operators.put(row.getLong(1), row.getString(2)));
        return catalogue;
    }

    private void readTypes(Connection connection) throws SQLException {
        Asking.each(connection, TYPES, row -> {
            var oid = row.getLong(1);
            types.put(
                    oid,
                    new DataType(
                            oid,
                            row.getString(2),
                            row.getString(3),
                            row.getString(4).charAt(0),
                            row.getLong(5),
                            row.getLong(6),
                            Asking.words(row, 7),
                            attributes(Asking.words(row, 8))));
        });
    }

    /** Each is a type's number and a name. */
    private static Map<String, Long> attributes(List<String> described) {
        return described.stream()
                .map(words -> words.split(" ", 2))
                .collect(Collectors.toMap(words -> words[1], words -> Long.valueOf(words[0])));
    }

    private void readTables(Connection connection) throws SQLException {
        Asking.each(connection, COLUMNS, row -> {
            var oid = row.getLong(1);
            if (!tables.containsKey(oid)) {
                var kind = row.getString(3);
                var stored = !kind.equals("v") && !kind.equals("f");
                tables.put(oid, new Table(row.getString(2), stored, new HashMap<>(), row.getString(7)));
            }
            var table = tables.get(oid);
            if (table != null && row.getInt(4) > 0) {
                table.columns().put(row.getInt(4), new TableColumn(row.getString(5), row.getBoolean(6)));
            }
        });
    }

    private void readIndexes(Connection connection) throws SQLException {
        Asking.each(connection, INDEXES, row -> {
            var columns =
                    Arrays.stream(Asking.numbers(row, 2)).limit(row.getInt(3)).toList();
            var index = new UniqueIndex(
                    columns, nodes(row.getString(4)), conjuncts(row.getString(5)), Asking.words(row, 6));
            indexes.computeIfAbsent(row.getLong(1), ignored -> new ArrayList<>())
                    .add(index);
        });
    }

    private static List<Node> nodes(@Nullable String tree) {
        return tree == null ? List.of() : Node.nodesOf(Node.parse(tree));
    }

    private static List<Node> conjuncts(@Nullable String tree) {
        var value = tree == null ? null : Node.parse(tree);
        return value instanceof Node node ? QueryTree.conjuncts(node) : List.of();
    }

    DataType type(long oid) {
        var type = types.get(oid);
        return type == null ? DataType.unknown(oid) : type;
    }

    /** The type that a domain is of, an array's element being resolved too. */
    DataType base(long oid) {
        var type = type(oid);
        return type.base() == 0 ? type : base(type.base());
    }

    @Nullable
    Table table(long oid) {
        return tables.get(oid);
    }

    /** What a view selects; null for a table, and where that is not known. */
    @Nullable
    QueryTree view(long oid) {
        var known = views.get(oid);
        var table = tables.get(oid);
        if (known != null || table == null || table.view() == null) {
            return known;
        }
        if (Node.parse(table.view()) instanceof List<?> rules && rules.getFirst() instanceof Node query) {
            views.put(oid, new QueryTree(query, null));
        }
        return views.get(oid);
    }

    List<UniqueIndex> indexes(long table) {
        return indexes.getOrDefault(table, List.of());
    }

    boolean refers(long from, int column, long to, int toColumn) {
        return references.contains(new Reference(from, column, to, toColumn));
    }

    @Nullable
    Function function(long oid) {
        return functions.get(oid);
    }

    String operator(long oid) {
        return operators.getOrDefault(oid, "");
    }

    /** {@code vessel.retired_at}, empty for a column that is none of a table. */
    String columnName(long table, int number) {
        var found = tables.get(table);
        var column = found == null ? null : found.columns().get(number);
        return found == null || column == null ? "" : found.name() + "." + column.name();
    }
}
