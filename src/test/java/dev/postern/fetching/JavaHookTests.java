package dev.postern.fetching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.testing.Folders;
import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java that has a say in operations of which it answers no field. */
class JavaHookTests {

    private static final Map<String, String> PROJECT = Map.of(
            "schema/fleet.graphqls",
            """
            directive @upper on FIELD_DEFINITION
            type Query { vessel: Vessel }
            type Vessel { name: String @upper flag: String }
            """,
            "migrations/V1__fleet.sql",
            "create table vessel (name text, flag text); insert into vessel values ('Anna', 'no');",
            "sql-mappers/Query.xml",
            "<mapper namespace=\"Query\"><select id=\"vessel\">select name, flag from vessel</select></mapper>");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void directivesChangeFieldsThatSqlAnswers() {
        try (var gateway = start("upper")) {
            assertEquals(List.of("dev.postern.testing.upper.UpperDirective"), gateway.hooks());
            assertEquals(
                    "{\"data\":{\"vessel\":{\"name\":\"ANNA\",\"flag\":\"no\"}}}",
                    gateway.ask("{ vessel { name flag } }").toString());
        }
    }

    @Test
    void instrumentationsSeeEveryOperation() {
        try (var gateway = start("counting")) {
            assertEquals(List.of("dev.postern.testing.counting.CountingInstrumentation"), gateway.hooks());
            for (int before = 0; before < 3; before++) {
                assertEquals(
                        "{\"data\":{\"vessel\":{\"flag\":\"no\"}},\"extensions\":{\"before\":" + before + "}}",
                        gateway.ask("{ vessel { flag } }").toString());
            }
        }
    }

    private Gateway start(String components) {
        return Gateway.start(
                Folders.write(folder, PROJECT),
                TestServer.newDatabase(),
                "--postern.components=dev.postern.testing." + components);
    }
}
