package dev.postern;

import static dev.postern.testing.IdentityProject.ask;
import static dev.postern.testing.IdentityProject.token;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.identity.TestTokens;
import dev.postern.testing.Gateway;
import dev.postern.testing.IdentityProject;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that Postgres shows to some and not to others, by what it is told of who asks; on both paths. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowSecurityTests {

    private static final int CALLERS = 2000;

    private final String url = IdentityProject.newDatabase();
    private final Gateway direct = start("direct");
    private final Gateway reference = start("reference");

    private Gateway start(String path) {
        return IdentityProject.start(
                url,
                "--postern.execution.path=" + path,
                "--postern.database.pool-size=3",
                "--postern.identity.anonymous=true",
                "--postern.cache.default-max-age=60s",
                "--postern.claims.setting=postern.claims",
                "--postern.claims.role-claim=role",
                "--postern.claims.roles=identity_analyst");
    }

    @BeforeAll
    void table() throws IOException {
        TestServer.execute(
                url.replace("identity_gateway@", "postgres@"),
                Files.readString(Path.of("migrations/V5__idempotency.sql"))
                        + "grant select, insert, update, delete on postern_idempotency to identity_gateway;");
    }

    @AfterAll
    void stop() {
        direct.close();
        reference.close();
    }

    private Gateway on(String path) {
        return path.equals("direct") ? direct : reference;
    }

    private static String analyst(int company) {
        return "Bearer "
                + TestTokens.secret(claims -> claims.claim("company", company).claim("role", "identity_analyst"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "reference"})
    void nobodySeesWhatIsSomebodyElses(String path) {
        var gateway = on(path);
        var callers = path.equals("direct") ? CALLERS : CALLERS / 2;
        assertEquals(List.of(), InterleavedCallers.wrong(gateway, callers));
        assertEquals(
                "0",
                TestServer.text(
                        url.replace("identity_gateway@", "postgres@"),
                        "select count(*) from pg_stat_activity where datname = current_database()"
                                + " and state like 'idle in transaction%'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "reference"})
    void rowsAreKeptByNobodyElse(String path) {
        for (var authorization : Arrays.asList(null, token("ann", 1))) {
            assertEquals(
                    Optional.of("max-age=60, private"),
                    ask(on(path), authorization, "{ notes { id } }", Map.of())
                            .headers()
                            .firstValue("Cache-Control"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "reference"})
    void aRowThatBelongsToNobodyIsNotWritten(String path) {
        var gateway = on(path);
        var query = "mutation { addNote(text: \"x\") { text company } }";
        var kept = "mutation @dryRun { addNote(text: \"x\") { text company } }";
        for (int time = 0; time < 3; time++) {
            assertEquals(
                    "{\"errors\":[{\"message\":\"Mutation.addNote: this is not permitted.\",\"locations\":"
                            + "[{\"line\":1,\"column\":12}],\"path\":[\"addNote\"],"
                            + "\"extensions\":{\"code\":\"FORBIDDEN\",\"errorType\":\"PERMISSION_DENIED\"}}],\"data\":null}",
                    ask(gateway, token("ann", null), query, Map.of()).body());
            assertEquals(
                    "{\"data\":{\"addNote\":{\"text\":\"x\",\"company\":2}},\"extensions\":{\"dryRun\":true}}",
                    ask(gateway, token("ann", 2), kept, Map.of()).body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "reference"})
    void aWriteReachesOnlyWhatIsSeen(String path) {
        for (int time = 0; time < 3; time++) {
            assertEquals(
                    "{\"data\":{\"renameNotes\":3}}",
                    ask(on(path), token("ann", 1), "mutation { renameNotes(text: \"new\") }", Map.of())
                            .body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "reference"})
    void aRoleIsTakenForATransaction(String path) {
        var gateway = on(path);
        for (int time = 0; time < 3; time++) {
            assertEquals(
                    "{\"data\":{\"me\":{\"role\":\"identity_analyst\"}}}",
                    ask(gateway, analyst(1), "{ me { role } }", Map.of()).body());
            assertEquals(
                    "{\"data\":{\"me\":{\"role\":\"identity_gateway\"}}}",
                    ask(gateway, token("ann", 1), "{ me { role } }", Map.of()).body());
            assertEquals(
                    "{\"errors\":[{\"message\":\"Mutation.renameNotes: this is not permitted.\",\"locations\":"
                            + "[{\"line\":1,\"column\":12}],\"path\":[\"renameNotes\"],"
                            + "\"extensions\":{\"code\":\"FORBIDDEN\",\"errorType\":\"PERMISSION_DENIED\"}}],\"data\":null}",
                    ask(gateway, analyst(1), "mutation { renameNotes(text: \"new\") }", Map.of())
                            .body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "reference"})
    void aRoleThatIsNotListedIsRefused(String path) {
        for (var role : List.of("postgres", "IDENTITY_ANALYST", "", "none", "identity_analyst'; reset role; --")) {
            var token = "Bearer " + TestTokens.secret(claims -> claims.claim("role", role));
            var answer = ask(on(path), token, "{ me { role } }", Map.of());
            assertEquals(403, answer.statusCode(), role);
            assertEquals(
                    "{\"errors\":[{\"message\":\"The role of who asks is not served here.\",\"extensions\":"
                            + "{\"code\":\"FORBIDDEN\",\"errorType\":\"PERMISSION_DENIED\"}}]}",
                    answer.body());
        }
    }

    /** The table is there, and the role that serves may use it; the one that is taken may not. */
    @ParameterizedTest
    @ValueSource(strings = {"direct", "reference"})
    void aRoleWithoutARightToTheAnswersIsRefused(String path) {
        var body = Gateway.JSON.writeValueAsString(Map.of("query", "mutation { addNote(text: \"kept\") { id } }"));
        var request = HttpRequest.newBuilder(on(path).uri("/graphql"))
                .header("Content-Type", "application/json")
                .header("Authorization", analyst(1))
                .header("Idempotency-Key", "\"" + path + "\"")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        for (int time = 0; time < 2; time++) {
            assertEquals(
                    "{\"errors\":[{\"message\":\"Idempotency-Key: this is not permitted.\",\"extensions\":"
                            + "{\"code\":\"FORBIDDEN\",\"errorType\":\"PERMISSION_DENIED\"}}]}",
                    on(path).send(request).body());
        }
        assertEquals(
                "0",
                TestServer.text(
                        url.replace("identity_gateway@", "postgres@"),
                        "select count(*) from note where text = 'kept'"));
    }
}
