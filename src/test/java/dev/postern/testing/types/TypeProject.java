package dev.postern.testing.types;

import dev.postern.testing.Folders;
import dev.postern.testing.types.TypeTable.Pair;
import dev.postern.testing.types.TypeTable.Value;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A project in which each pair of types is argument, input field, list element, key, cursor and result.
 *
 * <p>Of pair {@code Pair7} the table is {@code pair7}, its rows are {@code Pair7}, and the fields of {@code Query} end with its name.
 */
public final class TypeProject {

    /** The number of the first row that a migration stores; those below are for what clients send. */
    static final int FIRST_STORED = 1000;

    private static final String BASE = """
            extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])
            type Mutation
            """;

    private TypeProject() {}

    /**
     * Writes the project.
     *
     * @param sdl what the pairs' types need besides
     * @param sql the same for the database
     */
    public static Path write(Path folder, List<Pair> pairs, String sdl, String sql) {
        var files = new HashMap<String, String>();
        files.put("schema/base.graphqls", BASE + sdl);
        files.put(
                "migrations/V1__types.sql",
                sql + pairs.stream().map(TypeProject::table).collect(Collectors.joining()));
        pairs.forEach(pair -> {
            files.put("schema/" + pair.name() + ".graphqls", sdl(pair));
            mappers(pair).forEach((namespace, statements) -> {
                if (!statements.isEmpty()) {
                    files.put("sql-mappers/" + pair.name() + "/" + namespace + ".xml", mapper(namespace, statements));
                }
            });
        });
        return Folders.write(folder, files);
    }

    private static String sdl(Pair pair) {
        return rows(pair) + (pair.isCursor() ? pages(pair) : "") + (pair.isGiven() ? given(pair) : "");
    }

    private static String rows(Pair pair) {
        var key = pair.isKey() ? " @key(fields: \"v\")" : "";
        var again = pair.isKey() ? "\n  again: " + pair.name() : "";
        return """
                extend type Query {
                  rows%1$s: [%1$s!]!
                }
                type %1$s%2$s {
                  n: Int!
                  v: %3$s%4$s
                }
                """.formatted(pair.name(), key, pair.shown(), again);
    }

    private static String pages(Pair pair) {
        return """
                extend type Query {
                  pages%1$s(first: Int, after: String): %1$sConnection
                }
                """.formatted(pair.name());
    }

    private static String given(Pair pair) {
        return """
                extend type Query {
                  argument%1$s(v: %2$s): %3$s
                  field%1$s(in: %1$sIn!): %3$s
                  list%1$s(v: [%2$s]): [%3$s]
                }
                extend type Mutation {
                  add%1$s(n: Int!, v: %2$s): %1$s
                }
                input %1$sIn {
                  v: %2$s
                }
                """.formatted(pair.name(), pair.given(), pair.shown());
    }

    private static Map<String, String> mappers(Pair pair) {
        var rows =
                "<select id=\"rows%s\">select n, v from %s order by n</select>\n".formatted(pair.name(), pair.table());
        return Map.of(
                "Query",
                rows + (pair.isCursor() ? pagesSql(pair) : "") + (pair.isGiven() ? givenSql(pair) : ""),
                "Mutation",
                pair.isGiven() ? addSql(pair) : "",
                pair.name(),
                pair.isKey() ? againSql(pair) : "");
    }

    private static String pagesSql(Pair pair) {
        return """
                <select id="pages%1$s">
                  <bind name="p" value="page.by('v', 'n')"/>
                  select n, v, ${p.cursor} from %2$s where ${p.seek} order by ${p.order} limit #{p.limit}
                </select>
                """.formatted(pair.name(), pair.table());
    }

    private static String givenSql(Pair pair) {
        var list = pair.stored().endsWith("[]") ? pair.stored() : pair.stored() + "[]";
        return """
                <select id="argument%1$s">select #{v}::%2$s as v</select>
                <select id="field%1$s">select #{in.v}::%2$s as v</select>
                <select id="list%1$s">select #{v}::%3$s as v</select>
                """.formatted(pair.name(), pair.stored(), list);
    }

    private static String addSql(Pair pair) {
        return """
                <insert id="add%1$s">insert into %2$s (n, v) values (#{n}, #{v}) returning n, v</insert>
                """.formatted(pair.name(), pair.table());
    }

    private static String againSql(Pair pair) {
        return """
                <select id="again">
                  select k.v as key_v, 0 as n, k.v from unnest(#{keys.v}::%1$s[]) as k (v)
                </select>
                <select id="entity">
                  select k.v as key_v, 0 as n, k.v from unnest(#{keys.v}::%1$s[]) as k (v)
                </select>
                """.formatted(pair.stored());
    }

    private static String table(Pair pair) {
        var stored = pair.values(Value.Stored.class);
        return "create table %s (n int primary key, v %s not null);\n".formatted(pair.table(), pair.stored())
                + IntStream.range(0, stored.size())
                        .mapToObj(i -> "insert into %s values (%d, %s);\n"
                                .formatted(
                                        pair.table(),
                                        FIRST_STORED + i,
                                        stored.get(i).sql()))
                        .collect(Collectors.joining());
    }

    private static String mapper(String namespace, String statements) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE mapper PUBLIC "-//mybatis.org//DTD Mapper 3.0//EN" "https://mybatis.org/dtd/mybatis-3-mapper.dtd">
                <mapper namespace="%s">
                %s</mapper>
                """.formatted(namespace, statements);
    }
}
