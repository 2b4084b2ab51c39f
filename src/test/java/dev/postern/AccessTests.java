package dev.postern;

import static dev.postern.testing.IdentityProject.ask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.identity.TestTokens;
import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fields that are not for everybody: what is refused, what is answered beside it, and which statements run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTests {

    private static final Path PROJECT = Path.of("src/test/resources/access");
    private static final String FORBIDDEN = "FORBIDDEN";
    private static final String UNKNOWN = "UNAUTHENTICATED";

    private final String url = TestServer.newDatabase();
    private final Gateway direct = start("--postern.execution.path=direct");
    private final Gateway reference = start("--postern.execution.path=reference");
    private final Gateway whole = start("--postern.access.refuse=operation");

    private Gateway start(String setting) {
        return Gateway.start(
                PROJECT,
                url,
                setting,
                "--postern.check=warn",
                "--postern.cache.default-max-age=60s",
                "--postern.identity.anonymous=true",
                "--postern.identity.jwt.secret=" + TestTokens.SECRET,
                "--postern.identity.jwt.issuer=" + TestTokens.ISSUER,
                "--postern.identity.jwt.audience=" + TestTokens.AUDIENCE);
    }

    @AfterAll
    void stop() {
        direct.close();
        reference.close();
        whole.close();
    }

    /**
     * One operation of somebody.
     *
     * @param scopes null for nobody
     * @param refused code and path of each refused field
     * @param statements that run
     */
    record Case(
            String query,
            Map<String, ?> variables,
            @Nullable String scopes,
            String data,
            List<String> refused,
            List<String> statements) {

        Case(String query, @Nullable String scopes, String data, List<String> refused, List<String> statements) {
            this(query, Map.of(), scopes, data, refused, statements);
        }

        @Override
        public String toString() {
            return scopes + " " + query + " " + variables;
        }
    }

    static Stream<Case> cases() {
        return Stream.concat(outputs(), inputs());
    }

    /** What somebody gives; the golden case {@code guarded} has more of it for nobody. */
    private static Stream<Case> inputs() {
        var costs = List.of(FORBIDDEN + " [\"picked\"]");
        return Stream.of(
                new Case("{ picked(by: {id: 1}) }", null, "{\"picked\":5}", List.of(), List.of("Query.picked")),
                new Case("{ picked(by: {cost: 1}) }", "x", "{\"picked\":null}", costs, List.of()),
                new Case("{ picked(by: {cost: 1}) }", "costs", "{\"picked\":1}", List.of(), List.of("Query.picked")),
                new Case("{ picked(dear: true) }", "x", "{\"picked\":null}", costs, List.of()),
                new Case(
                        "query($by: Pick, $all: [Pick!]) { open picked(by: $by, all: $all) }",
                        Map.of("all", List.of(Map.of("id", 1), Map.of("cost", 1))),
                        "x",
                        "{\"open\":\"yes\",\"picked\":null}",
                        costs,
                        List.of("Query.open")),
                new Case(
                        "query($by: Pick) { picked(by: $by) }",
                        Map.of("by", Map.of("grade", "B")),
                        null,
                        "{\"picked\":null}",
                        List.of(UNKNOWN + " [\"picked\"]"),
                        List.of()),
                new Case(
                        "query($by: Pick) { picked(by: $by) }",
                        Map.of("by", Map.of("grade", "B")),
                        "",
                        "{\"picked\":5}",
                        List.of(),
                        List.of("Query.picked")),
                new Case(
                        "query($by: Pick) { picked(by: $by) }",
                        Map.of("by", Map.of("grade", "C")),
                        "",
                        "{\"picked\":null}",
                        costs,
                        List.of()),
                new Case(
                        "{ page(first: 1, by: {cost: 1}) { edges { node { id } } } }",
                        "x",
                        "null",
                        List.of(FORBIDDEN + " [\"page\"]"),
                        List.of()),
                new Case(
                        "{ books { id marks(by: {cost: 1, id: 3}) } }",
                        "x",
                        "{\"books\":[{\"id\":1,\"marks\":null},{\"id\":2,\"marks\":null}]}",
                        List.of(FORBIDDEN + " [\"books\",0,\"marks\"]", FORBIDDEN + " [\"books\",1,\"marks\"]"),
                        List.of("Query.books")),
                new Case(
                        entities("Book", "title open: marks(by: {id: 3}) marks(by: {grade: B})"),
                        null,
                        "{\"_entities\":[{\"title\":\"book 1\",\"open\":3,\"marks\":null},"
                                + "{\"title\":\"book 2\",\"open\":3,\"marks\":null}]}",
                        List.of(UNKNOWN + " [\"_entities\",0,\"marks\"]", UNKNOWN + " [\"_entities\",1,\"marks\"]"),
                        List.of("Book.entity", "Book.marks")));
    }

    private static Stream<Case> outputs() {
        return Stream.of(
                new Case("{ open }", null, "{\"open\":\"yes\"}", List.of(), List.of("Query.open")),
                new Case(
                        "{ open mine { id } }",
                        null,
                        "{\"open\":\"yes\",\"mine\":null}",
                        List.of(UNKNOWN + " [\"mine\"]"),
                        List.of("Query.open")),
                new Case(
                        "{ m: mine { id author { name } } }",
                        null,
                        "{\"m\":null}",
                        List.of(UNKNOWN + " [\"m\"]"),
                        List.of()),
                new Case("{ mine { id } }", "", "{\"mine\":[{\"id\":1},{\"id\":2}]}", List.of(), List.of("Query.mine")),
                new Case(
                        "{ ledger { id } }", "x", "{\"ledger\":null}", List.of(FORBIDDEN + " [\"ledger\"]"), List.of()),
                new Case(
                        "{ ledger { id } }",
                        "ledger",
                        "{\"ledger\":[{\"id\":1},{\"id\":2}]}",
                        List.of(),
                        List.of("Query.ledger")),
                new Case(
                        "{ books { id cost } }",
                        "x costs2",
                        "{\"books\":[{\"id\":1,\"cost\":null},{\"id\":2,\"cost\":null}]}",
                        List.of(FORBIDDEN + " [\"books\",0,\"cost\"]", FORBIDDEN + " [\"books\",1,\"cost\"]"),
                        List.of("Query.books")),
                new Case(
                        "{ books { cost } }",
                        "costs",
                        "{\"books\":[{\"cost\":5},{\"cost\":10}]}",
                        List.of(),
                        List.of("Query.books")),
                new Case(
                        "{ open books { id margin } }",
                        "x",
                        "null",
                        List.of(FORBIDDEN + " [\"books\",0,\"margin\"]", FORBIDDEN + " [\"books\",1,\"margin\"]"),
                        List.of("Query.books", "Query.open")),
                new Case(
                        "{ books { author { name email } } }",
                        null,
                        "{\"books\":[{\"author\":{\"name\":\"ann\",\"email\":null}},{\"author\":{\"name\":\"ann\",\"email\":null}}]}",
                        List.of(
                                UNKNOWN + " [\"books\",0,\"author\",\"email\"]",
                                UNKNOWN + " [\"books\",1,\"author\",\"email\"]"),
                        List.of("Book.author", "Query.books")),
                new Case(
                        "{ things { id price ... on Book { __typename } } }",
                        "prices",
                        "{\"things\":[{\"id\":1,\"price\":10,\"__typename\":\"Book\"},{\"id\":2,\"price\":20}]}",
                        List.of(),
                        List.of("Query.things")),
                new Case(
                        "{ things { price __typename } }",
                        "x",
                        "{\"things\":[{\"price\":null,\"__typename\":\"Book\"},{\"price\":null,\"__typename\":\"Film\"}]}",
                        List.of(FORBIDDEN + " [\"things\",0,\"price\"]", FORBIDDEN + " [\"things\",1,\"price\"]"),
                        List.of("Query.things")),
                new Case(
                        "query { things { ...F } } fragment F on Thing { id }",
                        null,
                        "null",
                        List.of(UNKNOWN + " [\"things\",1,\"id\"]"),
                        List.of("Query.things")),
                new Case("{ level }", null, "{\"level\":null}", List.of(UNKNOWN + " [\"level\"]"), List.of()),
                new Case(
                        "{ level amount }",
                        "internal",
                        "{\"level\":null,\"amount\":\"1.50\"}",
                        List.of(FORBIDDEN + " [\"level\"]"),
                        List.of("Query.amount")),
                new Case("{ audit }", "", "{\"audit\":null}", List.of(FORBIDDEN + " [\"audit\"]"), List.of()),
                new Case(
                        "mutation { note(text: \"x\") open(text: \"y\") }",
                        "admin",
                        "{\"note\":null,\"open\":1}",
                        List.of(FORBIDDEN + " [\"note\"]"),
                        List.of("Mutation.open")),
                new Case(
                        "mutation { note(text: \"x\") }",
                        "admin all",
                        "{\"note\":1}",
                        List.of(),
                        List.of("Mutation.note")),
                new Case(
                        "mutation @transaction { note(text: \"x\") open(text: \"y\") }",
                        "x",
                        "null",
                        List.of(FORBIDDEN + " [\"note\"]"),
                        List.of()),
                new Case(
                        entities("Book", "id title cost"),
                        "x",
                        "{\"_entities\":[{\"id\":1,\"title\":\"book 1\",\"cost\":null},{\"id\":2,\"title\":\"book 2\",\"cost\":null}]}",
                        List.of(FORBIDDEN + " [\"_entities\",0,\"cost\"]", FORBIDDEN + " [\"_entities\",1,\"cost\"]"),
                        List.of("Book.entity")),
                new Case(
                        entities("Book", "cost"),
                        "costs",
                        "{\"_entities\":[{\"cost\":5},{\"cost\":10}]}",
                        List.of(),
                        List.of("Book.entity")),
                new Case(
                        entities("Book", "asker"),
                        "",
                        "{\"_entities\":[{\"asker\":\"ann\"},{\"asker\":\"ann\"}]}",
                        List.of(),
                        List.of("Book.entity")),
                new Case(
                        "{ books { asker } }",
                        "",
                        "{\"books\":[{\"asker\":\"ann\"},{\"asker\":\"ann\"}]}",
                        List.of(),
                        List.of("Book.entity", "Query.books")),
                new Case(
                        entities("Entry", "id"),
                        null,
                        "{\"_entities\":[null,null]}",
                        List.of(UNKNOWN + " [\"_entities\",0,\"id\"]", UNKNOWN + " [\"_entities\",1,\"id\"]"),
                        List.of("Entry.entity")),
                new Case(
                        "{ open mine @skip(if: true) { id } }",
                        null,
                        "{\"open\":\"yes\"}",
                        List.of(),
                        List.of("Query.open")));
    }

    /** What another service asks of two objects. */
    private static String entities(String type, String selection) {
        return "{ _entities(representations: [{__typename: \"%1$s\", id: 1}, {__typename: \"%1$s\", id: 2}])"
                        .formatted(type)
                + " { ... on " + type + " { " + selection + " } } }";
    }

    private static @Nullable String token(@Nullable String scopes) {
        return scopes == null ? null : "Bearer " + TestTokens.secret(claims -> claims.claim("scope", scopes));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void refusedFieldsAreNullAndTheRestIsAnswered(Case one) {
        for (var gateway : List.of(direct, reference)) {
            gateway.runs();
            var answer = Gateway.JSON.readTree(ask(gateway, token(one.scopes()), one.query(), one.variables())
                    .body());
            assertEquals(one.data(), answer.get("data").toString());
            var refused = Stream.ofNullable(answer.get("errors"))
                    .flatMap(errors -> errors.valueStream())
                    .map(error -> error.get("extensions").get("code").asString() + " " + error.get("path"))
                    .toList();
            assertEquals(one.refused(), refused);
            assertEquals(
                    one.statements(),
                    gateway.runs().stream()
                            .map(run -> run.statement().name())
                            .sorted()
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void orAllOfTheOperationIsRefusedBeforeAnythingRuns(Case one) {
        whole.runs();
        var answer = ask(whole, token(one.scopes()), one.query(), one.variables());
        if (one.refused().isEmpty()) {
            assertEquals(200, answer.statusCode());
            return;
        }
        assertEquals(one.scopes() == null ? 401 : 403, answer.statusCode());
        assertEquals(List.of(), whole.runs());
    }

    @Test
    void whatIsSaidNamesTheField() {
        for (var gateway : List.of(direct, reference)) {
            assertEquals(
                    "{\"errors\":[{\"message\":\"Query.mine: this is for callers who say who they are.\",\"locations\":"
                            + "[{\"line\":1,\"column\":3}],\"path\":[\"mine\"],\"extensions\":{\"code\":\"UNAUTHENTICATED\","
                            + "\"errorType\":\"UNAUTHENTICATED\"}}],\"data\":{\"mine\":null}}",
                    ask(gateway, null, "{ mine { id } }", Map.of()).body());
        }
        for (var gateway : List.of(direct, reference)) {
            assertEquals(
                    "{\"errors\":[{\"message\":\"Pick.cost: this is not permitted.\",\"locations\":"
                            + "[{\"line\":1,\"column\":3}],\"path\":[\"picked\"],\"extensions\":{\"code\":\"FORBIDDEN\","
                            + "\"errorType\":\"PERMISSION_DENIED\"}}],\"data\":{\"picked\":null}}",
                    ask(gateway, token(""), "{ picked(by: {cost: 1, grade: B}) }", Map.of())
                            .body());
        }
        assertEquals(
                "{\"errors\":[{\"message\":\"Query.picked(dear:): this is not permitted.\",\"extensions\":"
                        + "{\"code\":\"FORBIDDEN\",\"errorType\":\"PERMISSION_DENIED\"}}]}",
                ask(whole, token(""), "{ open picked(dear: false) }", Map.of()).body());
        assertEquals(
                "{\"errors\":[{\"message\":\"Query.audit: this is not permitted.\",\"extensions\":"
                        + "{\"code\":\"FORBIDDEN\",\"errorType\":\"PERMISSION_DENIED\"}}]}",
                ask(whole, token(""), "{ open audit }", Map.of()).body());
    }

    @Test
    void whatIsForSomebodyIsKeptByNobodyElse() {
        for (var gateway : List.of(direct, reference)) {
            assertEquals("max-age=60, public", kept(gateway, null, "{ open }"));
            assertEquals("max-age=60, private", kept(gateway, "", "{ open }"));
            assertEquals("max-age=60, private", kept(gateway, "", "{ mine { id } }"));
            assertEquals("no-store", kept(gateway, null, "{ mine { id } }"));
            assertEquals("max-age=60, private", kept(gateway, "costs", "{ books { cost } }"));
            assertEquals("max-age=60, public", kept(gateway, null, "{ picked(by: {id: 1}) }"));
        }
        var varying = ask(direct, token(""), "{ open }", Map.of()).headers().allValues("Vary");
        assertTrue(varying.contains("Accept, Authorization, X-API-Key"), varying.toString());
    }

    private static String kept(Gateway gateway, @Nullable String scopes, String query) {
        return String.join(
                " and ", ask(gateway, token(scopes), query, Map.of()).headers().allValues("Cache-Control"));
    }

    @Test
    void policiesAreAClaim() {
        for (var policies : List.of(List.of("internal"), List.of("b", "a"))) {
            var token = "Bearer " + TestTokens.secret(claims -> claims.claim("policies", policies));
            assertEquals(
                    "{\"data\":{\"books\":[{\"margin\":2},{\"margin\":4}]}}",
                    ask(direct, token, "{ books { margin } }", Map.of()).body());
        }
    }
}
