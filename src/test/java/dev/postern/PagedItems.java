package dev.postern;

import dev.postern.testing.Folders;
import dev.postern.testing.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Random rows in boxes, and a project that pages through them in random orders.
 *
 * <p>Rows that are taken out are kept aside, so that it can still be said where among the others they would stand. Not safe for
 * use by several threads.
 */
final class PagedItems implements AutoCloseable {

    /** How many orders there are: the values of the enum {@code Sort}, {@code BY_0} and so on. */
    static final int ORDERS = 8;

    static final int BOXES = 3;

    private static final String TABLES = """
            create type mood as enum ('low', 'high', 'even');
            create table item (
              id bigint primary key,
              box_id bigint not null,
              many int not null,
              few int,
              word text not null,
              note text,
              price numeric,
              weight float8 not null,
              mood mood,
              at timestamptz not null
            );
            create index on item (box_id);
            create table gone (like item);
            """;

    private static final List<String> NEVER_NULL =
            List.of("i.many", "i.word", "i.weight", "i.at", "i.many % 2", "lower(i.word)", "coalesce(i.few, 2)");

    private static final List<String> NULLABLE = List.of("i.few", "i.note", "i.price", "i.mood", "i.few + i.many");

    private static final String MAPPER = """
            <!DOCTYPE mapper PUBLIC "-//mybatis.org//DTD Mapper 3.0//EN" "https://mybatis.org/dtd/mybatis-3-mapper.dtd">
            <mapper namespace="%s">
            """;

    private static final String ROOT = """
            select i.id, ${p.cursor} from item i where ${p.seek} order by ${p.order} limit #{p.limit}
            </select>
            <select id="boxes">
              select b.id from generate_series(1, %d) as b (id) <where><if test="only != null">b.id = #{only}</if></where>
            </select>
            </mapper>
            """.formatted(BOXES);

    private static final String NESTED = """
            select k.id as key_id, page.*
            from unnest(#{keys.id}::bigint[]) as k (id)
            cross join lateral (
              select i.id, ${p.cursor} from item i where i.box_id = k.id and ${p.seek} order by ${p.order} limit #{p.limit}) page
            </select>
            </mapper>
            """;

    private final Random random;
    private final List<String> orders;
    private final String url = TestServer.newDatabase();
    private final Connection connection;
    private int last;

    PagedItems(Random random, int rows) throws SQLException {
        this.random = random;
        this.orders =
                IntStream.range(0, ORDERS).mapToObj(number -> order(random)).toList();
        this.connection = TestServer.connect(url);
        run(TABLES);
        run("select setseed(" + random.nextDouble() + ")");
        add(rows);
    }

    private static String order(Random random) {
        var keys = new ArrayList<String>();
        for (int i = random.nextInt(4); i > 0; i--) {
            keys.add(key(random));
        }
        keys.add("i.id" + (random.nextBoolean() ? " desc" : ""));
        // now and then all keys go one way, which is a text of its own
        return random.nextInt(3) == 0
                ? String.join(
                        ", ", keys.stream().map(key -> key.replace(" desc", "")).toList())
                : String.join(", ", keys);
    }

    private static String key(Random random) {
        var direction = random.nextBoolean() ? " desc" : "";
        if (random.nextBoolean()) {
            return NEVER_NULL.get(random.nextInt(NEVER_NULL.size())) + direction;
        }
        return NULLABLE.get(random.nextInt(NULLABLE.size()))
                + direction
                + (random.nextBoolean() ? " nulls first" : " nulls last");
    }

    /** The project, which is written into a folder. */
    Path project(Path folder) {
        var names = IntStream.range(0, ORDERS).mapToObj(number -> "BY_" + number);
        return Folders.write(
                folder,
                Map.of(
                        "schema/items.graphqls",
                        schema(names.collect(Collectors.joining(" "))),
                        "sql-mappers/Query.xml",
                        MAPPER.formatted("Query") + choice() + ROOT,
                        "sql-mappers/Box.xml",
                        MAPPER.formatted("Box") + choice() + NESTED));
    }

    private static String schema(String orders) {
        return """
            type Query {
              items(first: Int, after: String, last: Int, before: String, orderBy: Sort!): ItemConnection!
              boxes(only: ID): [Box!]!
            }
            enum Sort { %s }
            type Box {
              id: ID!
              items(first: Int, after: String, last: Int, before: String, orderBy: Sort!): ItemConnection!
            }
            type Item { id: ID! }
            """.formatted(orders);
    }

    private String choice() {
        var choice = new StringBuilder("<select id=\"items\">\n<choose>\n");
        for (int i = 0; i < ORDERS; i++) {
            choice.append(i == ORDERS - 1 ? "<otherwise>" : "<when test=\"orderBy == 'BY_" + i + "'\">");
            var keys = orders.get(i).replaceAll("coalesce\\(i.few, 2\\)", "coalesce(i.few; 2)");
            choice.append("<bind name=\"p\" value=\"page.by('")
                    .append(keys.replace(", ", "', '").replace(';', ','))
                    .append("')\"/>");
            choice.append(i == ORDERS - 1 ? "</otherwise>\n" : "</when>\n");
        }
        return choice.append("</choose>\n").toString();
    }

    String url() {
        return url;
    }

    String order(int number) {
        return orders.get(number);
    }

    /** Few values, so that many rows share them; text that SQL, JSON and Base64 could stumble over. */
    void add(int rows) throws SQLException {
        run("""
            insert into item
            select g, 1 + g %% %d, trunc(random() * 4), nullif(trunc(random() * 4), 0),
              (array['a', 'A', '', 'é', 'o''c', '"b"', '\\', '{c,d}'])[1 + trunc(random() * 8)],
              (array['x', null, 'y', null])[1 + trunc(random() * 4)],
              (array[1.0, 1.00, null, 2.5, 'NaN'])[1 + trunc(random() * 5)],
              (array[0.1, -0.0, 1e300, 'infinity', 'NaN'])[1 + trunc(random() * 5)],
              (array['low', 'high', 'even', null])[1 + trunc(random() * 4)]::mood,
              (array['2024-02-29 12:00:00.000001+00', '2024-02-29 12:00:00+00', 'infinity', '0001-01-01 00:00:00+00 BC'])
                [1 + trunc(random() * 4)]::timestamptz
            from generate_series(%d, %d) g""".formatted(BOXES, last + 1, last + rows));
        last += rows;
    }

    /** Takes rows out, one that is named among them. */
    void remove(long named, int others) throws SQLException {
        var ids = new ArrayList<>(List.of(named));
        var live = live();
        Collections.shuffle(live, random);
        ids.addAll(live.subList(0, Math.min(others, live.size())));
        var list = ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
        run("with taken as (delete from item where id in (" + list
                + ") returning *) insert into gone select * from taken");
    }

    /** The ids of the rows that are there. */
    List<Long> live() throws SQLException {
        return ids("select id from item order by id");
    }

    /** The ids of a box's rows, or of all for 0, in an order, with those that are gone. */
    List<Long> all(int order, int box) throws SQLException {
        return ids(
                "select id from (select * from item union all select * from gone) i where %d in (0, box_id) order by %s"
                        .formatted(box, orders.get(order)));
    }

    private List<Long> ids(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var ids = new ArrayList<Long>();
            while (result.next()) {
                ids.add(result.getLong(1));
            }
            return ids;
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
