package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.Folders;
import dev.postern.testing.Gateway;
import dev.postern.testing.NodeScript;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of a project's files while it is served for development. */
class LiveReloadTests {

    private static final String SCHEMA = "schema/shop.graphqls";
    private static final String MAPPER = "sql-mappers/Query.xml";
    private static final Map<String, String> SHOP = Map.of(
            SCHEMA,
            "type Query {\n  names: [String!]!\n}\n",
            MAPPER,
            "<mapper namespace=\"Query\">\n  <select id=\"names\">select name from product</select>\n</mapper>\n",
            "migrations/V1__shop.sql",
            "create table product (name text not null); insert into product values ('bolt');");

    /** Far more than a reload takes on a machine that does nothing else. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void whatIsSavedTogetherIsServedTogether() throws InterruptedException {
        Folders.write(folder, SHOP);
        try (var gateway = Gateway.start(folder, TestServer.newDatabase(), "--postern.dev=true")) {
            assertEquals(
                    "{\"data\":{\"names\":[\"bolt\"]}}",
                    gateway.ask("{ names }").toString());
            assertEquals("{\"generation\":0,\"refused\":[]}", state(gateway));
            Folders.write(
                    folder,
                    Map.of(
                            SCHEMA,
                            "type Query {\n  names: [String!]!\n  prices: [Int]!\n}\n",
                            MAPPER,
                            """
                            <mapper namespace="Query">
                              <select id="names">select upper(name) from product</select>
                              <select id="prices">select price from product</select>
                            </mapper>
                            """,
                            "migrations/V2__price.sql",
                            "alter table product add price int not null default 7;"));
            await(gateway, "{\"generation\":1,\"refused\":[]}");
            assertEquals(
                    "{\"data\":{\"names\":[\"BOLT\"],\"prices\":[7]}}",
                    gateway.ask("{ names prices }").toString());
            assertEquals(
                    "{\"data\":{\"__type\":{\"fields\":[{\"name\":\"names\"},{\"name\":\"prices\"}]}}}",
                    gateway.ask("{ __type(name: \"Query\") { fields { name } } }")
                            .toString());
        }
    }

    @Test
    void whatTheCheckRefusesIsNotServed() throws InterruptedException {
        Folders.write(folder, SHOP);
        try (var gateway = Gateway.start(folder, TestServer.newDatabase(), "--postern.dev=true")) {
            Folders.write(folder, Map.of(MAPPER, SHOP.getOrDefault(MAPPER, "").replace("name from", "nme from")));
            await(
                    gateway,
                    "{\"generation\":0,\"refused\":[\"SQL-101 sql-mappers/Query.xml:2:29 Query.names: Postgres refuses it:"
                            + " column \\\"nme\\\" does not exist. Perhaps you meant to reference the column"
                            + " \\\"product.name\\\".\"]}");
            assertEquals(
                    "{\"data\":{\"names\":[\"bolt\"]}}",
                    gateway.ask("{ names }").toString());
            Folders.write(folder, Map.of(SCHEMA, "type Query {\n"));
            await(
                    gateway,
                    "{\"generation\":0,\"refused\":[\"SCHEMA-101 schema/shop.graphqls:2: Invalid syntax with offending"
                            + " token '<EOF>'. Correct the SDL.\"]}");
            Folders.write(folder, SHOP);
            await(gateway, "{\"generation\":1,\"refused\":[]}");
            assertEquals(
                    "{\"data\":{\"names\":[\"bolt\"]}}",
                    gateway.ask("{ names }").toString());
        }
    }

    @Test
    void whatCannotBeCheckedIsNotServed() throws InterruptedException {
        Folders.write(folder, SHOP);
        var url = TestServer.newDatabase();
        var name = TestServer.text(url, "select current_database()");
        try (var gateway = Gateway.start(folder, url, "--postern.dev=true", "--postern.database.borrow-wait=1s")) {
            TestServer.execute("alter database " + name + " allow_connections false");
            TestServer.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
            Folders.write(
                    folder, Map.of(MAPPER, SHOP.getOrDefault(MAPPER, "").replace("name from", "upper(name) from")));
            // the pool tells what the last of its connections heard, or a new one
            var refused = awaited(gateway, state -> !state.endsWith("[]}"));
            assertTrue(
                    refused.startsWith("{\"generation\":0,\"refused\":[\"The database could not be asked: "), refused);
            TestServer.execute("alter database " + name + " allow_connections true");
            Folders.write(
                    folder, Map.of(MAPPER, SHOP.getOrDefault(MAPPER, "").replace("name from", "lower(name) from")));
            await(gateway, "{\"generation\":1,\"refused\":[]}");
            assertEquals(
                    "{\"data\":{\"names\":[\"bolt\"]}}",
                    gateway.ask("{ names }").toString());
        }
    }

    @Test
    void graphiQlTellsWhatIsRefusedAndShowsWhatIsServed() throws IOException, InterruptedException {
        NodeScript.requireBrowser();
        Folders.write(folder, SHOP);
        try (var gateway = Gateway.start(folder, TestServer.newDatabase(), "--postern.dev=true")) {
            var printed = NodeScript.run("node", "reload.mjs", gateway.uri("/").toString(), folder.toString());
            assertEquals("""
                    What is saved is not served:
                    SQL-101 sql-mappers/Query.xml:2:29 Query.names: Postgres refuses it: column "nme" does not exist. \
                    Perhaps you meant to reference the column "product.name".
                    GraphiQL shows the new field
                    """, printed);
        }
    }

    @Test
    void withoutItNobodyLooks() {
        Folders.write(folder, SHOP);
        try (var gateway = Gateway.start(folder, TestServer.newDatabase())) {
            var request =
                    HttpRequest.newBuilder(gateway.uri("/graphiql/reload")).build();
            assertEquals(204, gateway.send(request).statusCode());
        }
    }

    private static void await(Gateway gateway, String expected) throws InterruptedException {
        assertEquals(expected, awaited(gateway, expected::equals));
    }

    private static String awaited(Gateway gateway, Predicate<String> expected) throws InterruptedException {
        var until = Instant.now().plus(PATIENCE);
        while (!expected.test(state(gateway)) && Instant.now().isBefore(until)) {
            Thread.sleep(20);
        }
        return state(gateway);
    }

    private static String state(Gateway gateway) {
        return gateway.send(
                        HttpRequest.newBuilder(gateway.uri("/graphiql/reload")).build())
                .body();
    }
}
