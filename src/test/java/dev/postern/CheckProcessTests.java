package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.command.CommandLine;
import dev.postern.testing.Folders;
import dev.postern.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code check} in this JVM: reports, exit codes, and databases other than today's. */
class CheckProcessTests {

    private static final String SCHEMA = "schema/shop.graphqls";
    private static final String MAPPER = "sql-mappers/Query.xml";
    private static final Map<String, String> SHOP = Map.of(
            SCHEMA,
            """
            type Query {
              product(sku: ID!): Product
            }
            type Product {
              sku: ID!
              stars: Int!
            }
            type Mutation {
              rate(sku: ID!, stars: Int!): Product
            }
            """,
            MAPPER,
            """
            <mapper namespace="Query">
              <select id="product">select sku, stars from product where sku = #{sku}</select>
            </mapper>
            """,
            "sql-mappers/Mutation.xml",
            """
            <mapper namespace="Mutation">
              <update id="rate">update product set stars = #{stars} where sku = #{sku} returning sku, stars</update>
            </mapper>
            """,
            "migrations/V1__shop.sql",
            "create table product (sku text constraint product_pkey primary key, stars int not null);"
                    + " comment on constraint product_pkey on product is 'There is one already.';",
            "migrations/V2__half_stars.sql",
            "alter table product alter stars type numeric;");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private String url = "";

    @BeforeEach
    void write() {
        Folders.write(folder, SHOP);
        url = TestServer.newDatabase();
        TestServer.execute(url, SHOP.getOrDefault("migrations/V1__shop.sql", ""));
    }

    @Test
    void aCleanProjectEndsWithZero() {
        assertEquals(0, check("--against", url));
        assertEquals(
                "4 fields, 2 statements, 2 variants checked against PostgreSQL 18.6 at localhost:P/test_N as postgres in S"
                        + " s: 0 errors, 0 warnings, 0 hints; 0 things not checked\n",
                said().replaceAll(":\\d+/test_\\d+", ":P/test_N"));
    }

    /** Today's SDL shows whole stars, and the last migration makes halves of them. */
    @Test
    void withoutADatabaseOneIsMadeFromMigrationsAndGoes() throws IOException {
        var before = leftBehind();
        assertEquals(1, check());
        assertEquals(
                "error SQL-120 schema/shop.graphqls:6 Product.stars: the field is Int, and the column 'stars' of"
                        + " Mutation.rate (sql-mappers/Mutation.xml:2) is numeric. Change the field's type, or cast the"
                        + " column, which says that it is meant.\n4 fields, 2 statements, 2 variants checked against a"
                        + " database of 2 migrations in S s: 1 error, 0 warnings, 0 hints; 0 things not checked\n",
                said());
        assertEquals(0, check("--migrations-only-to", "1"));
        assertEquals(
                "4 fields, 2 statements, 2 variants checked against a database of 1 migration in S s: 0 errors, 0"
                        + " warnings, 0 hints; 0 things not checked\n",
                said());
        assertEquals(
                "Making a database of migrations/ …\n".repeat(2),
                errors.toString(StandardCharsets.UTF_8).replaceAll("(?m)^\\d+ of \\d+ statements prepared\n", ""));
        assertEquals(before, leftBehind());
        assertTrue(!Files.exists(folder.resolve(".postern")));
    }

    @Test
    void theFormatsSayTheSame() throws IOException {
        Folders.write(folder, Map.of(MAPPER, SHOP.getOrDefault(MAPPER, "").replace("sku, stars", "sku,\n strs, '%'")));
        assertEquals(1, check("--against", url, "--format", "github"));
        var github = said();
        assertEquals(
                "::error file=sql-mappers/Query.xml,line=3,col=2,title=SQL-101 Query.product::Postgres refuses it:"
                        + " column \"strs\" does not exist. Perhaps you meant to reference the column \"product.stars\".\n"
                        + "not checked sql-mappers/Query.xml:2 what Query.product takes and returns: Postgres refuses 1 of"
                        + " its 1 texts\n",
                github.substring(0, github.indexOf("4 fields")));
        assertEquals(1, check("--against=" + url, "--format=json"));
        var json = JsonMapper.builder().build().readTree(said());
        assertEquals(
                "{\"code\":\"SQL-101\",\"severity\":\"error\",\"file\":\"sql-mappers/Query.xml\",\"line\":3,\"column\":2,"
                        + "\"coordinate\":\"Query.product\",\"fact\":\"Postgres refuses it: column \\\"strs\\\" does not"
                        + " exist\",\"cure\":\"Perhaps you meant to reference the column \\\"product.stars\\\".\"}",
                json.path("findings").path(0).toString());
        assertEquals(
                "{\"fields\":4,\"statements\":2,\"variants\":2,\"findings\":1,\"notChecked\":1}",
                json.path("counts").toString());
        assertEquals(1, check("--against", url, "--format", "sarif"));
        var sarif = JsonMapper.builder().build().readTree(said()).path("runs").path(0);
        assertEquals(
                "{\"driver\":{\"name\":\"Postern\",\"rules\":[{\"id\":\"SQL-101\"}]}}",
                sarif.path("tool")
                        .toString()
                        .replace(
                                "\"rules\":[{\"id\":\"SQL-101\"}],\"name\":\"Postern\"",
                                "\"name\":\"Postern\",\"rules\":[{\"id\":\"SQL-101\"}]"));
        assertEquals("error", sarif.path("results").path(0).path("level").asString());
        assertEquals(
                "{\"startLine\":3,\"startColumn\":2}",
                sarif.path("results")
                        .path(0)
                        .path("locations")
                        .path(0)
                        .path("physicalLocation")
                        .path("region")
                        .toString());
    }

    @Test
    void whatChangedSinceTheLockWasWrittenIsToldAsADifference() throws IOException {
        assertEquals(0, check("--write", served("reader")));
        assertEquals("""
                # What each statement takes from the API and returns from the database, written by 'check --write'.
                # Commit it: what a migration changes shows in review.

                Mutation.rate
                  takes sku text
                  takes stars integer
                  returns sku text not null
                  returns stars integer not null
                  touches product

                Query.product
                  takes sku text
                  returns sku text not null
                  returns stars integer not null
                  touches product
                """, Files.readString(folder.resolve("sql-mappers.lock")));
        assertEquals(0, check(served("reader")));
        said();
        TestServer.execute(url, "alter table product alter stars type smallint");
        assertEquals(1, check(served("reader")));
        assertEquals(
                "warning SQL-180 sql-mappers.lock:4 Mutation.rate: the statement is not what it was: - takes stars"
                        + " integer; - returns stars integer not null; + takes stars smallint; + returns stars smallint"
                        + " not null. Look at what it means for clients, then run 'check --write'.\n"
                        + "warning SQL-180 sql-mappers.lock:11 Query.product: the statement is not what it was: - returns"
                        + " stars integer not null; + returns stars smallint not null. Look at what it means for clients,"
                        + " then run 'check --write'.",
                said().lines()
                        .limit(2)
                        .reduce((left, right) -> left + "\n" + right)
                        .orElse(""));
    }

    @Test
    void oneChangedBlockOfTheLockIsOneFinding() throws IOException {
        var lock = folder.resolve("sql-mappers.lock");
        assertEquals(0, check("--write", served("keeper")));
        Files.writeString(lock, Files.readString(lock).replaceFirst("(?s)(Query.*) {2}touches product\n", "$1"));
        said();
        assertEquals(1, check(served("keeper")));
        assertEquals(
                "warning SQL-180 sql-mappers.lock:11 Query.product: the statement is not what it was: + touches product."
                        + " Look at what it means for clients, then run 'check --write'.",
                said().replaceFirst("\n4 fields.*\n", ""));
    }

    @Test
    void documentsOfClientsAreHeldAgainstTheSchema() throws IOException {
        Folders.write(
                folder,
                Map.of(
                        "clients/good.graphql", "{ product(sku: 1) { stars } }",
                        "clients/old.graphql", "{\n  product(sku: 1) { colour }\n}",
                        "clients/torn.graphql", "{\n  product("));
        Files.write(folder.resolve("clients/latin.graphql"), new byte[] {'{', (byte) 0xe9, '}'});
        assertEquals(
                1,
                check(
                        "--against",
                        url,
                        "--operations",
                        folder.resolve("clients").toString()));
        assertEquals(
                List.of(
                        "error OPERATION-109 clients/latin.graphql: it is not readable as UTF-8. Save it as UTF-8.",
                        "error OPERATION-102 clients/old.graphql:2:21: The type 'Product' has no field 'colour'. Keep what"
                                + " the document asks for, or change it with its client.",
                        "error OPERATION-101 clients/torn.graphql:2:11: The document cannot be read: '<EOF>' is unexpected at"
                                + " line 2, column 11. Correct the document."),
                said().replace(folder + "/", "")
                        .lines()
                        .filter(line -> line.startsWith("error"))
                        .toList());
    }

    @Test
    void registeredDocumentsAreCheckedWithoutBeingAskedFor() throws IOException {
        Folders.write(
                folder,
                Map.of(
                        "clients/good.json", "{\"1\": \"query($s: ID!) { product(sku: $s) { stars } }\"}",
                        "clients/old.json", "{\n  \"2\": \"{ product(sku: 1) { colour } }\"\n}"));
        assertEquals(1, check("--against", url, "--postern.documents.path=clients"));
        assertEquals(
                List.of(
                        "error OPERATION-102 clients/old.json:2: The type 'Product' has no field 'colour'. Keep what the"
                                + " document asks for, or change it with its client."),
                said().lines().filter(line -> line.startsWith("error")).toList());
    }

    @Test
    void theServingRoleIsToldWhatItNeeds() {
        var role = "owner_" + url.substring(url.lastIndexOf('/') + 1);
        TestServer.execute(
                url,
                "create role %1$s login bypassrls; alter table product owner to %1$s; grant create on schema public to %1$s"
                        .formatted(role));
        assertEquals(
                1,
                check(
                        "--grants",
                        "--spring.config.location=classpath:/",
                        "--postern.database.url=" + url.replace("postgres@", role + "@")));
        assertEquals("""
                warning SQL-171 postern.database.url ROLE: the serving role has bypassrls, so no policy of row security\
                 holds. Serve as a role of its own: 'postern check --grants' prints what it needs.
                warning SQL-172 postern.database.url ROLE: the serving role owns product, so it may drop them, and no\
                 policy holds for it. Serve as a role of its own: 'postern check --grants' prints what it needs.
                warning SQL-173 postern.database.url ROLE: the serving role may create in the schema public. Serve as a\
                 role of its own: 'postern check --grants' prints what it needs.
                create role postern login nosuperuser nobypassrls;
                grant select, update on product to postern;
                -- There is no table postern_idempotency: a mutation with an Idempotency-Key is refused.
                -- Not looked at: what functions and triggers do beyond that, with the rights of who calls them.
                """, said().replace(role, "ROLE").replaceFirst("(?m)^\\d+ fields.*\n", ""));
        assertEquals(1, check("--postern.database.url=" + url));
        assertTrue(said().startsWith(
                        "warning SQL-170 postern.database.url postgres: the serving role is a superuser, to whom"
                                + " Postgres forbids nothing. "));
    }

    /** Less is decided without parse trees, and what is not is listed. */
    @Test
    void aRoleThatMayNotMakeViewsCanCheckToo() {
        TestServer.execute(
                url, "revoke temporary on database %s from public".formatted(url.substring(url.lastIndexOf('/') + 1)));
        assertEquals(0, check(served("modest")));
        assertEquals(
                List.of("not checked schema/shop.graphqls:2 Query.product: whether two rows can come is not known: the"
                        + " statement's parse tree is not to be had"),
                said().lines().filter(line -> line.startsWith("not checked")).toList());
    }

    @Test
    void whatCannotRunEndsWithTwo() throws IOException {
        assertEquals(2, check("--against", "mysql://somewhere"));
        assertEquals(
                "postern: postern.database.url is no PostgreSQL URL: expected"
                        + " postgresql://user:password@host:5432/database, or jdbc:postgresql://host:5432/database.\n",
                errors.toString(StandardCharsets.UTF_8));
        assertEquals("", said());
        errors.reset();
        assertEquals(2, check("--postern.project=" + folder.resolve("nowhere")));
        assertEquals(
                "postern: There is no folder " + folder.resolve("nowhere") + ". Correct postern.project.\n",
                errors.toString(StandardCharsets.UTF_8));
        errors.reset();
        assertEquals(2, check("--postern.databas.url=x"));
        assertEquals(
                "postern: There is no setting 'postern.databas.url'; nearest is 'postern.database.url'. Correct it, or"
                        + " remove it.\n",
                errors.toString(StandardCharsets.UTF_8));
        Files.delete(folder.resolve(MAPPER));
        assertEquals(1, check());
        assertEquals(
                "error BIND-101 schema/shop.graphqls:2 Query.product: no statement 'Query.product' among 1 in"
                        + " sql-mappers/. Add it, or remove the field.\nnot checked sql-mappers/ the database: what is found"
                        + " above has to be mended first\n0 fields, 0 statements, 0 variants checked against no database in S"
                        + " s: 1 error, 0 warnings, 0 hints; 1 thing not checked\n",
                said());
    }

    /** A role that may do what the project does and no more. */
    private String served(String prefix) {
        var role = prefix + "_" + url.substring(url.lastIndexOf('/') + 1);
        TestServer.execute(
                url,
                "do $$ begin if to_regrole('%1$s') is null then create role %1$s login; end if; end $$; grant select, update on product to %1$s"
                        .formatted(role));
        return "--postern.database.url=" + url.replace("postgres@", role + "@");
    }

    private int check(String... words) {
        var all = new ArrayList<>(List.of("check"));
        all.addAll(List.of(words));
        if (all.stream().noneMatch(word -> word.startsWith("--postern.project="))) {
            all.add("--postern.project=" + folder);
        }
        if (!(CommandLine.parse(all.toArray(String[]::new)) instanceof CommandLine.Check asked)) {
            throw new AssertionError(all);
        }
        return CheckProcess.run(
                asked.options(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    private String said() {
        var text = out.toString(StandardCharsets.UTF_8).replaceAll("in \\d+\\.\\d s", "in S s");
        out.reset();
        return text;
    }

    private static Set<String> leftBehind() throws IOException {
        var names = new HashSet<String>();
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("postern-check"))
                    .forEach(names::add);
        }
        return names;
    }
}
