package dev.postern;

import static dev.postern.BrokenProjectTests.MORE;
import static dev.postern.BrokenProjectTests.MORE_SQL;
import static dev.postern.BrokenProjectTests.PRODUCT;
import static dev.postern.BrokenProjectTests.QUERY;
import static dev.postern.BrokenProjectTests.SCHEMA;
import static dev.postern.BrokenProjectTests.SOUND;

import java.util.Map;

/** Faults of arguments, and of the parameters that take them. */
final class ParameterFaults {

    private ParameterFaults() {}

    static void addTo(Map<String, Map<String, String>> faults) {
        faults.put(
                "an argument with a reserved name",
                Map.of(
                        MORE,
                        "extend type Query {\n  all(page: Int): [Product!]!\n}\n",
                        MORE_SQL,
                        "<mapper namespace=\"Query\">\n  <select id=\"all\">select * from product</select>\n</mapper>\n"));
        faults.put(
                "an argument that nothing uses",
                Map.of(
                        MORE,
                        "extend type Query {\n  all(limit: Int): [Product!]!\n}\n",
                        MORE_SQL,
                        "<mapper namespace=\"Query\">\n  <select id=\"all\">select * from product</select>\n</mapper>\n"));
        faults.put(
                "a parameter that nothing gives",
                Map.of(QUERY, SOUND.getOrDefault(QUERY, "").replace("#{id}", "#{ident}")));
        faults.put(
                "a parameter with a slip",
                Map.of(QUERY, SOUND.getOrDefault(QUERY, "").replace("#{filter.name}", "#{filter.nme}")));
        faults.put(
                "a test with a slip",
                Map.of(QUERY, SOUND.getOrDefault(QUERY, "").replace("filter.name != null", "filtr.name != null")));
        faults.put(
                "a path into a number",
                Map.of(QUERY, SOUND.getOrDefault(QUERY, "").replace("#{filter.name}", "#{filter.size.width}")));
        faults.put(
                "a test that no value can pass",
                Map.of(
                        SCHEMA,
                        SOUND.getOrDefault(SCHEMA, "").replace("size: Int", "size: Size") + "enum Size { S M }\n",
                        QUERY,
                        SOUND.getOrDefault(QUERY, "").replace("filter.name != null", "filter.size == 'L'")));
        faults.put(
                "a test of a number with a word",
                Map.of(QUERY, SOUND.getOrDefault(QUERY, "").replace("filter.name != null", "filter.size == 'large'")));
        faults.put(
                "keys of a root field",
                Map.of(QUERY, SOUND.getOrDefault(QUERY, "").replace("#{id}", "any(#{keys.id}) or p.id = #{id}")));
        faults.put(
                "a page", Map.of(QUERY, SOUND.getOrDefault(QUERY, "").replace("#{id}", "#{id} limit #{page.limit}")));
        faults.put(
                "an event",
                Map.of(QUERY, SOUND.getOrDefault(QUERY, "").replace("#{id}", "#{id} or p.id = #{event.id}")));
        faults.put(
                "several faults at once",
                Map.of(
                        MORE,
                        "extend type Query {\n  b: Int\n  a(page: Int): Int\n}\n",
                        PRODUCT,
                        "<mapper namespace=\"Product\">\n  <select id=\"maker\">select 1</select>\n  <select id=\"makr\">select 1</select>\n</mapper>\n"));
    }
}
