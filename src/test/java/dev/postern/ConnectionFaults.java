package dev.postern;

import static dev.postern.BrokenProjectTests.MORE;
import static dev.postern.BrokenProjectTests.MORE_SQL;

import java.util.Map;

/** Faults of connections. */
final class ConnectionFaults {

    private ConnectionFaults() {}

    private static final String PAGED = """
            <select id="all">
                <bind name="p" value="page.by('p.id')"/>
                select p.*, ${p.cursor} from product p where ${p.seek} order by ${p.order} limit #{p.limit}
              </select>""";

    static void addTo(Map<String, Map<String, String>> faults) {
        faults.put("a connection without a statement", connection("", "first: Int, after: String", ""));
        faults.put(
                "a connection whose statement does not page",
                connection("", "first: Int, after: String", "<select id=\"all\">select * from product</select>"));
        faults.put(
                "a connection that nobody can page",
                connection("", "size: Int", PAGED.replace("limit", "offset #{size} limit")));
        faults.put("a size that is text", connection("", "first: String, after: String", PAGED));
        faults.put(
                "a field of a connection that Relay does not know",
                connection("extend type ProductConnection { sum: Int }\n", "first: Int, after: String", PAGED));
        faults.put(
                "a count without a statement",
                connection("extend type ProductConnection { totalCount: Int }\n", "first: Int, after: String", PAGED));
        faults.put(
                "a count that pages",
                connection(
                        "extend type ProductConnection { totalCount: Int }\n",
                        "first: Int, after: String",
                        PAGED
                                + "\n  <select id=\"allTotalCount\">select count(*) from product limit #{page.size}</select>"));
        faults.put(
                "a count of no more than a page",
                connection(
                        "extend type ProductConnection { totalCount: Int }\n",
                        "first: Int, after: String",
                        PAGED
                                + "\n  <select id=\"allTotalCount\">select least(count(*), #{first}) from product</select>"));
        faults.put(
                "a count by other keys",
                Map.of(
                        MORE,
                        """
                        extend type Maker {
                          all(first: Int, after: String): ProductConnection
                        }
                        extend type ProductConnection { totalCount: Int }
                        """,
                        MORE_SQL,
                        "<mapper namespace=\"Maker\">\n  "
                                + PAGED.replace("${p.seek}", "${p.seek} and p.maker_id = any(#{keys.id})")
                                + "\n  <select id=\"allTotalCount\">select 1 where 1 = any(#{keys.number})</select>\n</mapper>\n"));
        faults.put(
                "a mutation that returns a connection",
                Map.of(
                        MORE,
                        "extend type Mutation {\n  all(first: Int, after: String): ProductConnection\n}\n",
                        MORE_SQL,
                        "<mapper namespace=\"Mutation\">\n  " + PAGED + "\n</mapper>\n"));
        faults.put(
                "an order that a client gives",
                connection("", "first: Int, after: String, by: String", PAGED.replace("'p.id'", "by")));
        faults.put(
                "a cursor that is pasted",
                connection("", "first: Int, after: String", PAGED.replace("${p.seek}", "p.id > ${page.after.values}")));
    }

    private static Map<String, String> connection(String types, String arguments, String statements) {
        return Map.of(
                MORE,
                "extend type Query {\n  all(" + arguments + "): ProductConnection\n}\n" + types,
                MORE_SQL,
                "<mapper namespace=\"Query\">\n  " + statements + "\n</mapper>\n");
    }
}
