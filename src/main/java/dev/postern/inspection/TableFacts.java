package dev.postern.inspection;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table or a view as the database has it; immutable.
 *
 * @param name with its schema when that is not on the search path
 * @param kind {@code table}, {@code view}, {@code materialized view} or {@code foreign table}
 * @param comment null when there is none
 * @param rows as many as the planner expects, -1 when it knows nothing
 * @param columns a line each: {@code id bigint not null}
 * @param indexes their definitions
 */
public record TableFacts(
        String name, String kind, @Nullable String comment, long rows, List<String> columns, List<String> indexes) {

    private static final String TABLES = """
            select c.oid::regclass::text,
              case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table'
                else 'table' end,
              obj_description(c.oid, 'pg_class'),
              c.reltuples::bigint,
              array(select a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                  || case when a.attnotnull then ' not null' else '' end
                from pg_catalog.pg_attribute a
                where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum),
              array(select pg_get_indexdef(i.indexrelid) from pg_catalog.pg_index i
                where i.indrelid = c.oid order by i.indisprimary desc, i.indexrelid)
            from pg_catalog.pg_class c
            where c.relkind in ('r', 'p', 'v', 'm', 'f') and c.oid >= 16384 and not c.relispartition
              and c.relnamespace <> all (array['pg_catalog', 'pg_toast', 'information_schema']::regnamespace[])
            order by 1""";

    public TableFacts {
        columns = List.copyOf(columns);
        indexes = List.copyOf(indexes);
    }

    /**
     * Those of a database, by name.
     *
     * @throws InspectionException when it cannot be asked
     */
    public static List<TableFacts> read(InspectedDatabase.Connections connections) {
        try (var connection = connections.borrow()) {
            var tables = new ArrayList<TableFacts>();
            Asking.each(
                    connection,
                    TABLES,
                    row -> tables.add(new TableFacts(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getLong(4),
                            Asking.words(row, 5),
                            Asking.words(row, 6))));
            return tables;
        } catch (SQLException failure) {
            throw InspectionException.of(failure);
        }
    }
}
