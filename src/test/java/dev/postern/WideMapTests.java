package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.testing.Folders;
import dev.postern.testing.Gateway;
import dev.postern.testing.NodeScript;
import dev.postern.testing.TestServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The map of a schema with many types, in a browser; how long it took stands in {@code target/console/wide-map.txt}. */
class WideMapTests {

    private static final int TYPES = 500;

    @Test
    void aSchemaOfManyTypesIsFoundOneWayAndTheOther(@TempDir Path project) throws Exception {
        NodeScript.requireBrowser();
        Folders.write(
                project,
                Map.of(
                        "schema/wide.graphqls",
                        "type Query {\n" + each("  part%1$d(id: ID!): Part%1$d\n") + "}\n" + each("""
                                type Part%1$d {
                                  id: ID!
                                  name: String!
                                  weight: Float
                                }
                                """)
                                + "extend type Part249 { next: Part250 }\n",
                        "sql-mappers/Query.xml",
                        mapper("Query", each("""
                                <select id="part%1$d">
                                  select id, name, weight, next_id from part%1$d where id = #{id}
                                </select>
                                """)),
                        "sql-mappers/Part249.xml",
                        mapper("Part249", """
                                <select id="next">
                                  select id as key_next_id, id, name, weight from part250 where id = any(#{keys.next_id})
                                </select>
                                """)));
        var database = TestServer.newDatabase();
        TestServer.execute(
                database,
                each(
                        "create table part%1$d (id bigint primary key, name text not null, weight float, next_id bigint);\n"));
        try (var gateway = Gateway.start(project, database, "--postern.dev=true", "--postern.migrate=false")) {
            var printed = NodeScript.run(
                    "node",
                    "widemap.mjs",
                    gateway.uri("/").toString(),
                    Path.of("target/console").toAbsolutePath().toString());
            assertEquals("Part250 is found among 501 types, 2,001 fields, 501 statements, 500 tables.\n", printed);
        }
    }

    private static String mapper(String namespace, String statements) {
        return "<mapper namespace=\"" + namespace + "\">\n" + statements + "</mapper>\n";
    }

    /** A text for each type, with its number. */
    private static String each(String text) {
        return IntStream.range(0, TYPES).mapToObj(text::formatted).collect(Collectors.joining());
    }
}
