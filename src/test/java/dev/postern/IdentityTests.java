package dev.postern;

import static dev.postern.testing.IdentityProject.ask;
import static dev.postern.testing.IdentityProject.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.identity.ApiKey;
import dev.postern.identity.TestTokens;
import dev.postern.testing.Gateway;
import dev.postern.testing.IdentityProject;
import dev.postern.testing.RawConnection;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks, over HTTP and in the SQL, on both paths. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdentityTests {

    private static final String ME = "{ me { sub company teams org all } }";

    private final String url = IdentityProject.newDatabase();
    private final Gateway direct = start("direct");
    private final Gateway reference = start("reference");

    private Gateway start(String path) {
        return IdentityProject.start(
                url, "--postern.identity.api-keys.table=postern_api_key", "--postern.execution.path=" + path);
    }

    @AfterAll
    void stop() {
        direct.close();
        reference.close();
    }

    /** JUnit closes what can be closed of a test's parameters, so they are names. */
    private Gateway on(String path) {
        return path.equals("direct") ? direct : reference;
    }

    private static void assertRefused(
            int status, @Nullable String challenge, String code, String message, HttpResponse<String> response) {
        assertEquals(status, response.statusCode());
        assertEquals(
                challenge, response.headers().firstValue("WWW-Authenticate").orElse(null));
        var error = Gateway.JSON.readTree(response.body()).get("errors").get(0);
        assertEquals(message, error.get("message").asString());
        assertEquals(code, error.get("extensions").get("code").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "reference"})
    void aStrangerIsTurnedAway(String path) {
        var gateway = on(path);
        gateway.runs();
        assertRefused(
                401,
                "Bearer",
                "UNAUTHENTICATED",
                "The request does not say who asks.",
                ask(gateway, null, ME, Map.of()));
        assertRefused(
                401,
                "Bearer error=\"invalid_token\"",
                "UNAUTHENTICATED",
                "The token is not accepted here, or has expired.",
                ask(gateway, "Bearer a.b.c", ME, Map.of()));
        assertRefused(
                400,
                null,
                "BAD_USER_INPUT",
                "The request says more than once who asks.",
                withKey(gateway, token("ann", 1), "x"));
        var get = HttpRequest.newBuilder(gateway.uri("/graphql?query=%7Bme%7Bsub%7D%7D"))
                .build();
        assertRefused(401, "Bearer", "UNAUTHENTICATED", "The request does not say who asks.", gateway.send(get));
        assertEquals(List.of(), gateway.runs());
    }

    /** Refused before the body is read: whoever has sent it may ask again there, who has not is told that the connection ends. */
    @ParameterizedTest
    @ValueSource(strings = {"", "Accept: text/event-stream\r\n"})
    void aConnectionGoesOnBehindABodyThatIsThere(String accept) throws IOException {
        var head = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + accept
                + "Content-Length: 2\r\n\r\n";
        try (var connection = RawConnection.open(direct.uri("/graphql"))) {
            connection.send(head + "{}");
            assertTurnedAway(false, connection.response());
            connection.send(head);
            assertTurnedAway(true, connection.response());
            assertNull(connection.response());
        }
    }

    private static void assertTurnedAway(boolean isLast, RawConnection.@Nullable Response response) {
        assertNotNull(response);
        assertEquals(401, response.status());
        assertEquals(isLast, response.isLast());
    }

    private static HttpResponse<String> withKey(Gateway gateway, @Nullable String authorization, String key) {
        var body = Gateway.JSON.writeValueAsString(Map.of("query", ME));
        var request = HttpRequest.newBuilder(gateway.uri("/graphql"))
                .header("Content-Type", "application/json")
                .header("X-API-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return gateway.send(request.build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "reference"})
    void statementsHaveTheClaims(String path) {
        var gateway = on(path);
        var token = "Bearer "
                + TestTokens.secret(claims -> claims.audience(TestTokens.AUDIENCE)
                        .claim("exp", 4102444800L)
                        .claim("company", 7)
                        .claim("teams", List.of("a", "b \"c\""))
                        .claim("org", Map.of("id", "x")));
        assertEquals(
                "{\"data\":{\"me\":{\"sub\":\"ann\",\"company\":7,\"teams\":[\"a\",\"b \\\"c\\\"\"],\"org\":\"x\",\"all\":"
                        + "{\"aud\":[\"https://api.example\"],\"exp\":4102444800,\"iss\":\"https://issuer.example\","
                        + "\"org\":{\"id\":\"x\"},\"sub\":\"ann\",\"scope\":\"read write\",\"teams\":[\"a\",\"b \\\"c\\\"\"],"
                        + "\"company\":7}}}}",
                compact(ask(gateway, token, ME, Map.of())));
    }

    /** Postgres writes {@code jsonb} with spaces, which one path leaves as they are. */
    private static String compact(HttpResponse<String> response) {
        return response.body().replaceAll("([:,]) ", "$1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "reference"})
    void aMissingClaimIsNull(String path) {
        var gateway = on(path);
        assertEquals(
                "{\"data\":{\"me\":{\"sub\":\"bob\",\"company\":null,\"teams\":null,\"org\":null}}}",
                ask(gateway, token("bob", null), "{ me { sub company teams org } }", Map.of())
                        .body());
    }

    /** What a claim is was decided by Postgres; who asks can do nothing about it. */
    @ParameterizedTest
    @ValueSource(strings = {"direct", "reference"})
    void aClaimOfAnotherTypeIsAnErrorOfItsField(String path) {
        var gateway = on(path);
        var token = "Bearer " + TestTokens.secret(claims -> claims.claim("company", "seven"));
        assertEquals(
                "{\"errors\":[{\"message\":\"Query.me: the claim 'company' cannot be read as integer.\","
                        + "\"locations\":[{\"line\":1,\"column\":3}],\"path\":[\"me\"],"
                        + "\"extensions\":{\"code\":\"FORBIDDEN\",\"errorType\":\"PERMISSION_DENIED\"}}],\"data\":null}",
                ask(gateway, token, "{ me { sub } }", Map.of()).body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "reference"})
    void argumentsAreNoClaims(String path) {
        var gateway = on(path);
        for (var input : List.of(
                Map.of("claims", Map.of("sub", "root")),
                Map.of("sub", "root", "claims.sub", "root"),
                Map.of("__proto__", Map.of("sub", "root")))) {
            var variables = Map.of("input", input, "sub", "root', (select 'x')) --", "claims", input);
            var answer = ask(
                            gateway,
                            token("ann", 1),
                            "query ($input: JSON, $sub: String) { spoof(input: $input, sub: $sub) { sub company } }",
                            variables)
                    .body();
            assertEquals("{\"data\":{\"spoof\":{\"sub\":\"ann\",\"company\":1}}}", answer);
        }
        var given = ask(gateway, token("ann", 1), "{ me(claims: {sub: \"root\"}) { sub } }", Map.of())
                .body();
        assertTrue(given.contains("GRAPHQL_VALIDATION_FAILED"), given);
    }

    /** An SDL that has nothing to do with federation has its directives. */
    @ParameterizedTest
    @ValueSource(strings = {"direct", "reference"})
    void aFieldAsksForScopes(String path) {
        var scoped = "Bearer " + TestTokens.secret(claims -> claims.claim("scope", "read secrets"));
        assertEquals(
                "{\"data\":{\"secret\":\"it\"}}",
                ask(on(path), scoped, "{ secret }", Map.of()).body());
        assertEquals(
                "{\"errors\":[{\"message\":\"Query.secret: this is not permitted.\",\"locations\":"
                        + "[{\"line\":1,\"column\":3}],\"path\":[\"secret\"],"
                        + "\"extensions\":{\"code\":\"FORBIDDEN\",\"errorType\":\"PERMISSION_DENIED\"}}],"
                        + "\"data\":{\"secret\":null}}",
                ask(on(path), token("ann", 1), "{ secret }", Map.of()).body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "reference"})
    void anApiKeyInATableIsRevokedAtOnce(String path) {
        var gateway = on(path);
        var key = ApiKey.random();
        var owner = url.replace("identity_gateway@", "postgres@");
        TestServer.execute(
                owner,
                "insert into postern_api_key (hash, name, scopes, claims) values ('" + ApiKey.hash(key)
                        + "', 'robot', '{read}', '{\"company\": 2}')");
        assertEquals(
                "{\"data\":{\"me\":{\"sub\":\"robot\",\"company\":2,\"teams\":null,\"org\":null,\"all\":"
                        + "{\"sub\":\"robot\",\"scope\":\"read\",\"company\":2}}}}",
                compact(withKey(gateway, null, key)));
        TestServer.execute(owner, "update postern_api_key set expires_at = now() where name = 'robot'");
        assertRefused(
                401,
                "Bearer error=\"invalid_token\"",
                "UNAUTHENTICATED",
                "The API key is not known here.",
                withKey(gateway, null, key));
        TestServer.execute(owner, "delete from postern_api_key");
    }
}
