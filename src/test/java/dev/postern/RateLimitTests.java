package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.identity.ApiKey;
import dev.postern.identity.TestTokens;
import dev.postern.testing.Gateway;
import dev.postern.testing.IdentityProject;
import dev.postern.testing.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How much gets through of what tries to get past the limits: ten statements an hour for a caller, thirty for an address. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RateLimitTests {

    private static final int CALLER = 10;
    private static final int ADDRESS = 30;
    private static final int ATTEMPTS = 40;
    private static final int TOO_MANY = 429;
    private static final String ME = "{ me { sub } }";
    private static final String FIVE = "{ a: me { sub } b: me { sub } c: me { sub } d: me { sub } e: me { sub } }";
    private static final Pattern AGAIN = Pattern.compile("Ask again in ([\\d,]+) s\\.");

    private static final String[] LIMITS = {
        "--postern.limits.statements=5",
        "--postern.limits.rate.caller=" + CALLER,
        "--postern.limits.rate.address=" + ADDRESS,
        "--postern.limits.rate.period=1h",
        "--postern.http.batch-size=5",
        "--postern.http.trusted-proxies=127.0.0.1,::1",
        // what Jetty makes of headers then is anybody's word
        "--server.forward-headers-strategy=native",
        "--postern.identity.api-keys.table=postern_api_key"
    };

    private final String url = IdentityProject.newDatabase();
    private final Gateway gateway = IdentityProject.start(url, LIMITS);

    @AfterAll
    void stop() {
        gateway.close();
    }

    /** One of many requests. */
    private record Sent(Map<String, String> headers, String body) {

        static Sent of(String from, String authorization, String query) {
            return new Sent(
                    Map.of("X-Forwarded-For", from, "Authorization", authorization),
                    Gateway.JSON.writeValueAsString(Map.of("query", query)));
        }
    }

    /** @param through how many operations are answered, or refused for another reason, of all attempts */
    record Evasion(String name, IntFunction<Object> attempt, int through) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static String token(String subject) {
        return IdentityProject.token(subject, 1);
    }

    /** Addresses of documentation's networks, another for each number. */
    private static String anywhere(int number) {
        return "198.51.100." + number + ", 203.0.113." + number;
    }

    static Stream<Evasion> evasions() {
        return Stream.of(
                new Evasion("many addresses", i -> Sent.of(anywhere(i), token("many addresses"), ME), CALLER),
                new Evasion(
                        "many tokens of one caller",
                        i -> Sent.of(
                                anywhere(50 + i),
                                "Bearer "
                                        + TestTokens.secret(claims -> claims.subject("many tokens")
                                                .jwtID(UUID.randomUUID().toString())
                                                .claim("scope", "scope" + i)),
                                ME),
                        CALLER),
                new Evasion("many callers", i -> Sent.of("192.0.2.1", token("many callers " + i), ME), ADDRESS),
                new Evasion(
                        "addresses made up before the proxy's",
                        i -> Sent.of("6.6.6." + i + ", 192.0.2.2", token("made up " + i), ME),
                        ADDRESS),
                new Evasion(
                        "many addresses of one network",
                        i -> Sent.of("2001:db8:7::" + i, token("network " + i), ME),
                        ADDRESS),
                new Evasion("guesses at tokens", i -> Sent.of("192.0.2.3", "Bearer a.b." + i, ME), ADDRESS),
                new Evasion("aliases", i -> Sent.of(anywhere(100 + i), token("aliases"), FIVE), CALLER / 5),
                new Evasion(
                        "a way around plans",
                        i -> Sent.of(
                                anywhere(150 + i),
                                token("reference"),
                                "{ s: __schema { queryType { name } } " + FIVE.substring(2)),
                        CALLER / 5),
                new Evasion(
                        "documents with faults", i -> Sent.of(anywhere(200 + i), token("faults"), "{ nope }"), CALLER),
                new Evasion(
                        "documents over a limit",
                        i -> Sent.of(anywhere(i), token("over"), FIVE.replace("{ a:", "{ f: me { sub } a:")),
                        CALLER),
                new Evasion(
                        "what runs no statement", i -> Sent.of(anywhere(i), token("none"), "{ __typename }"), CALLER),
                new Evasion(
                        "hashes that nobody knows",
                        i -> new Sent(
                                Map.of("X-Forwarded-For", anywhere(i), "Authorization", token("hashes")),
                                "{\"extensions\":{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"" + i + "\"}}}"),
                        CALLER),
                new Evasion(
                        "what is no operation",
                        i -> new Sent(
                                Map.of("X-Forwarded-For", anywhere(i), "Authorization", token("no operation")), "{"),
                        CALLER),
                new Evasion(
                        "batches",
                        i -> new Sent(
                                Map.of("X-Forwarded-For", anywhere(i), "Authorization", token("batches")),
                                Gateway.JSON.writeValueAsString(Collections.nCopies(4, Map.of("query", ME)))),
                        CALLER));
    }

    @ParameterizedTest
    @MethodSource("evasions")
    void noMoreGetsThrough(Evasion evasion) {
        var through = IntStream.range(1, ATTEMPTS + 1)
                .mapToObj(number -> send(gateway, (Sent) evasion.attempt.apply(number)))
                .mapToInt(RateLimitTests::through)
                .sum();
        assertEquals(evasion.through, through);
    }

    private static HttpResponse<String> send(Gateway gateway, Sent sent) {
        var request = HttpRequest.newBuilder(gateway.uri("/graphql"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(sent.body));
        sent.headers.forEach(request::header);
        return gateway.send(request.build());
    }

    /** How many operations of a response were not too many. */
    private static int through(HttpResponse<String> response) {
        if (response.statusCode() == TOO_MANY) {
            return 0;
        }
        var answers = Gateway.JSON.readTree(response.body());
        var all = new ArrayList<String>();
        if (answers.isArray()) {
            answers.forEach(answer -> all.add(answer.toString()));
        } else {
            all.add(answers.toString());
        }
        return Math.toIntExact(
                all.stream().filter(answer -> !answer.contains("Ask again in")).count());
    }

    @Test
    void aCallerWithManyKeysIsOneCaller() {
        var keys = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            keys.add(ApiKey.random());
            TestServer.execute(
                    url.replace("identity_gateway@", "postgres@"),
                    "insert into postern_api_key (hash, name) values ('" + ApiKey.hash(keys.getLast()) + "', 'keys')");
        }
        var body = Gateway.JSON.writeValueAsString(Map.of("query", ME));
        var through = IntStream.range(0, ATTEMPTS)
                .mapToObj(i -> Map.of("X-Forwarded-For", anywhere(i + 1), "X-API-Key", keys.get(i % keys.size())))
                .mapToInt(headers -> through(send(gateway, new Sent(headers, body))))
                .sum();
        assertEquals(CALLER, through);
    }

    @Test
    void whoIsRefusedLearnsOfWhatAndUntilWhen() {
        var sent = Sent.of("192.0.2.9", token("told"), FIVE);
        assertEquals(200, send(gateway, sent).statusCode());
        assertEquals(200, send(gateway, sent).statusCode());
        gateway.runs();
        assertTold(send(gateway, sent));
        assertEquals(List.of(), gateway.runs());
    }

    /** 10 statements come back in an hour, so 5 take half of it. */
    private static void assertTold(HttpResponse<String> refused) {
        assertEquals(TOO_MANY, refused.statusCode());
        assertEquals("no-store", refused.headers().firstValue("Cache-Control").orElse(""));
        var error = Gateway.JSON.readTree(refused.body()).get("errors").get(0);
        var message = error.get("message").asString();
        var again = AGAIN.matcher(message);
        assertTrue(again.find(), message);
        var seconds = Integer.parseInt(again.group(1).replace(",", ""));
        assertTrue(seconds > 0 && seconds <= 1800, message);
        assertEquals(
                "The operation counts as 5 statements, and not as many are left of the 10 that one caller may have in"
                        + " 3,600 s. ",
                again.replaceAll(""));
        assertEquals(
                String.valueOf(seconds),
                refused.headers().firstValue("Retry-After").orElse(""));
        assertEquals("LIMIT_EXCEEDED", error.get("extensions").get("code").asString());
    }

    @Test
    void severalGatewaysCountInATable() {
        var owner = url.replace("identity_gateway@", "postgres@");
        TestServer.execute(
                owner,
                "create unlogged table postern_rate (key text primary key, full_at timestamptz not null);"
                        + " grant select, insert, update, delete on postern_rate to identity_gateway");
        var settings = new ArrayList<>(List.of(LIMITS));
        settings.add("--postern.limits.rate.table=postern_rate");
        var sent = Sent.of("192.0.2.9", token("shared"), FIVE);
        try (var sharing = IdentityProject.start(url, settings.toArray(String[]::new))) {
            assertEquals(200, send(sharing, sent).statusCode());
            assertEquals(200, send(sharing, sent).statusCode());
            assertTold(send(sharing, sent));
            assertEquals("2", TestServer.text(owner, "select count(*) from postern_rate"));
            TestServer.execute(owner, "drop table postern_rate");
            var uncounted = send(sharing, sent);
            assertEquals(503, uncounted.statusCode());
            assertEquals(
                    "{\"errors\":[{\"message\":\"Requests cannot be counted at the moment.\","
                            + "\"extensions\":{\"code\":\"UNAVAILABLE\",\"errorType\":\"UNAVAILABLE\"}}]}",
                    uncounted.body());
        }
    }
}
