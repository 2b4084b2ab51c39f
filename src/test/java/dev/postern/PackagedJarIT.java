package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.Folders;
import dev.postern.testing.GatewayProcess;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code target/postern.jar} in somebody else's folder, against an ordinary server. */
class PackagedJarIT {

    private static final Path JAR = Path.of("target/postern.jar").toAbsolutePath();

    private static final Map<String, String> PROJECT = Map.of(
            "schema/shop.graphqls",
            """
            type Query { product(sku: ID!): Product }
            type Product { sku: ID! name: String! reviews: [Review!]! }
            type Review { stars: Int! }
            """,
            "sql-mappers/Query.xml",
            """
            <mapper namespace="Query">
              <select id="product">select sku, name from product where sku = #{sku}</select>
            </mapper>
            """,
            "sql-mappers/Product.xml",
            """
            <mapper namespace="Product">
              <select id="reviews">
                select sku as key_sku, stars from review where sku = any(#{keys.sku}) order by id
              </select>
            </mapper>
            """,
            "migrations/V1__shop.sql",
            """
            create table product (sku text primary key, name text not null);
            create table review (id int primary key, sku text not null references product, stars int not null);
            insert into product values ('p-1', 'Kettle');
            insert into review values (1, 'p-1', 5), (2, 'p-1', 3);
            """);

    @TempDir
    Path folder;

    /** Of the process that was started last. */
    private Supplier<String> log = () -> "";

    @Test
    void servesAnyFolderAndStopsWhenAsked() throws Exception {
        Folders.write(folder, PROJECT);
        Files.writeString(folder.resolve(".env"), "POSTERN_DATABASE_URL=" + TestServer.newDatabase() + "\n");
        try (var process = start("serve", "--server.port=0")) {
            var address = process.address();
            var answer = post(address, "{\"query\": \"{ product(sku: \\\"p-1\\\") { name reviews { stars } } }\"}");
            assertEquals(
                    "{\"data\":{\"product\":{\"name\":\"Kettle\",\"reviews\":[{\"stars\":5},{\"stars\":3}]}}}", answer);
            assertTrue(log().contains("Serving 5 fields, 2 of them by 2 statements; 1 migrations"), this::log);
        }
        assertFalse(Files.exists(folder.resolve(".postern")), "an embedded server was started beside the URL's");
    }

    @Test
    void findingsStopTheStartWithoutAStackTrace() throws Exception {
        Folders.write(folder, PROJECT);
        Folders.write(folder, Map.of("schema/more.graphqls", "extend type Query { produkt: Product }\n"));
        var process = start("--postern.database.url=postgresql://localhost:1/nowhere");
        assertEquals(1, process.ended());
        assertTrue(
                log().contains("BIND-101 schema/more.graphqls:1 Query.produkt: no statement 'Query.produkt' among 2 in"
                        + " sql-mappers/; nearest is 'Query.product' (sql-mappers/Query.xml:2). Add it, or remove the"
                        + " field."),
                this::log);
        assertFalse(log().contains("\tat "), this::log);
    }

    /** No database is at hand, and none is left behind. */
    @Test
    void checksAnyFolder() throws Exception {
        Folders.write(folder, PROJECT);
        var process = start("check");
        assertEquals(1, process.ended());
        assertEquals(
                """
                warning SQL-150 sql-mappers/Product.xml:2 Product.reviews: no index serves the condition on review (sku),\
                 so all of it is read each time. Add one: create index on review (sku).
                5 fields, 2 statements, 2 variants checked against a database of 1 migration in S s: 0 errors, 1 warning,\
                 0 hints; 0 things not checked
                """,
                log().replaceAll("in \\d+\\.\\d s", "in S s")
                        .replaceAll(
                                "(?m)^(\\d+ of \\d+ statements prepared|Making a database of migrations/ …)\n", ""));
        assertFalse(Files.exists(folder.resolve(".postern")));
    }

    @Test
    void aCheckEndsAsItsDocumentationSays() throws Exception {
        Folders.write(folder, PROJECT);
        var url = TestServer.newDatabase();
        TestServer.execute(url, PROJECT.getOrDefault("migrations/V1__shop.sql", ""));
        TestServer.execute(url, "create index on review (sku)");
        assertEquals(0, ended("check", "--against", url), this::log);
        assertEquals(2, ended("check", "--against", "mysql://somewhere"), this::log);
        TestServer.execute(url, "alter table product rename name to title");
        assertEquals(1, ended("check", "--against", url, "--format", "github"), this::log);
        assertEquals(
                "::error file=sql-mappers/Query.xml,line=2,col=36,title=SQL-101 Query.product::Postgres refuses it: column"
                        + " \"name\" does not exist. Correct the SQL, or migrate the database.",
                log().lines().findFirst().orElse(""));
    }

    @Test
    void servesWhatTheCheckRefusesWhenToldTo() throws Exception {
        Folders.write(folder, PROJECT);
        Folders.write(folder, Map.of("schema/more.graphqls", "extend type Product { words: String }\n"));
        try (var process = start(
                "--server.port=0", "--postern.check=warn", "--postern.database.url=" + TestServer.newDatabase())) {
            var answer = post(process.address(), "{\"query\": \"{ product(sku: \\\"p-1\\\") { name } }\"}");
            assertEquals("{\"data\":{\"product\":{\"name\":\"Kettle\"}}}", answer);
            assertTrue(
                    log().contains("WARN  SQL-103 sql-mappers/Query.xml:2 Product.words: the statement Query.product"
                            + " returns no column 'words', only sku, name."),
                    this::log);
        }
    }

    @Test
    void unknownCommandsAreRefused() throws Exception {
        var process = start("sevre");
        assertEquals(2, process.ended());
        assertEquals("postern: there is no command 'sevre'. Try 'help'.\n", log());
    }

    @Test
    void nothingOfTheDemoIsInTheJar() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            var demo = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.matches(".*(fleet|ledger|knowledge|[/_]watch[/_]).*"))
                    .toList();
            assertEquals(List.of(), demo);
        }
    }

    private int ended(String... arguments) throws Exception {
        return start(arguments).ended();
    }

    private GatewayProcess start(String... arguments) throws IOException {
        var process = GatewayProcess.start(folder, arguments);
        log = process::log;
        return process;
    }

    private String log() {
        return log.get();
    }

    private static String post(URI address, String body) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(address)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
