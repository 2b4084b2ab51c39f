package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.execution.ConflictRetries;
import dev.postern.testing.Clients;
import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A mutation with an {@code Idempotency-Key}: it runs once however often it comes, and is answered the same.
 *
 * <p>By plans under {@code serializable}, where whatever reads the table of answers would show, and by graphql-java as the
 * database has it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyTests {

    private static final String BOOK =
            "mutation($to: ID!, $amount: Decimal!) { book(input: { accountId: $to, amount: $amount }) { owner } }";
    private static final String BOOKED = "{\"data\":{\"book\":{\"owner\":\"Ada\"}}}";
    private static final String WAITING = "select count(*) from pg_stat_activity where datname = current_database()"
            + " and wait_event_type = 'Lock'";
    private static final int CLIENTS = 64;
    private static final int POOL = 3;

    private final Map<Way, Gateway> gateways = new HashMap<>();
    private final Map<Way, String> left = new HashMap<>();

    enum Way {
        DIRECT("--postern.mutation.isolation=serializable"),
        REFERENCE("--postern.execution.path=reference");

        private final String setting;
        private final String url;

        Way(String setting) {
            this.setting = setting;
            this.url = TestServer.migrated(Path.of("src/test/resources/cases/mutations"));
        }
    }

    @BeforeAll
    void start() throws IOException, InterruptedException {
        for (var way : Way.values()) {
            TestServer.execute(way.url, Files.readString(Path.of("migrations/V5__idempotency.sql")));
            TestServer.execute(way.url, """
                    insert into postern_idempotency
                    select 'old ' || i, '', '', now() - interval '1 day' from generate_series(1, 1001) i""");
            gateways.put(
                    way,
                    Gateway.start(
                            Path.of("src/test/resources/cases/mutations"),
                            way.url,
                            way.setting,
                            "--postern.http.batch-size=2",
                            "--postern.database.borrow-wait=1m",
                            "--postern.database.pool-size=" + POOL));
            left.put(way, oldAnswersAfterTheFirstKey(way));
        }
    }

    private String oldAnswersAfterTheFirstKey(Way way) throws InterruptedException {
        var old = "select count(*) from postern_idempotency where key like 'old %'";
        ask(way, "first", "mutation { winAfter(losses: 0) }", Map.of());
        Clients.await(() -> !select(way, old).equals("1001"));
        return select(way, old);
    }

    @AfterAll
    void stop() {
        gateways.values().forEach(Gateway::close);
    }

    private Gateway gateway(Way way) {
        return Objects.requireNonNull(gateways.get(way));
    }

    @ParameterizedTest
    @EnumSource
    void theSameRequestIsAnsweredTheSameAndRunsOnce(Way way) {
        var document = "mutation { openAccount(owner: \"Lü \\\"Zoë\\\"\") { owner version entries { amount } } }";
        var first = ask(way, "\"a-1\"", document, Map.of());
        assertEquals(
                "{\"data\":{\"openAccount\":{\"owner\":\"Lü \\\"Zoë\\\"\",\"version\":1,\"entries\":[]}}}",
                first.body());
        assertEquals(List.of(), replayed(first));
        gateway(way).runs();
        for (var key : List.of("\"a-1\"", "a-1")) {
            var second = ask(way, key, document, Map.of());
            assertEquals(200, second.statusCode());
            assertEquals(first.body(), second.body());
            assertEquals(List.of("true"), replayed(second));
        }
        assertEquals(List.of(), gateway(way).runs());
        assertTrue(ask(way, "a-2", document, Map.of()).body().contains("This owner has an account."));
    }

    @ParameterizedTest
    @EnumSource
    void manyClientsWithOneKeyHaveOneEffect(Way way) throws Exception {
        var retried = retries(way).retried();
        var responses = Clients.together(CLIENTS, () -> ask(way, "many", BOOK, Map.of("to", 1, "amount", "1.25")));
        assertEquals(
                List.of(BOOKED),
                responses.stream().map(HttpResponse::body).distinct().toList());
        assertEquals(
                CLIENTS - 1,
                responses.stream()
                        .filter(response -> !replayed(response).isEmpty())
                        .count());
        assertEquals("1", select(way, "select count(*) from entry where amount = 1.25"));
        assertEquals(0, retries(way).givenUp());
        assertEquals(retried, retries(way).retried());
    }

    @ParameterizedTest
    @EnumSource
    void keysDoNotContradictEachOther(Way way) throws Exception {
        var retried = retries(way).retried();
        var clients = new AtomicInteger();
        var responses = Clients.together(CLIENTS, () -> {
            var client = clients.incrementAndGet();
            return ask(
                    way,
                    "own-" + client,
                    "mutation { openAccount(owner: \"own-%d\") { version } }".formatted(client),
                    Map.of());
        });
        assertEquals(
                List.of("{\"data\":{\"openAccount\":{\"version\":1}}}"),
                responses.stream().map(HttpResponse::body).distinct().toList());
        assertEquals(retried, retries(way).retried());
    }

    @ParameterizedTest
    @EnumSource
    void anotherRequestUnderTheSameKeyIsRefused(Way way) {
        var first = ask(way, "b", BOOK, Map.of("to", 1, "amount", "2.25"));
        assertEquals(BOOKED, first.body());
        for (var other : List.of(
                ask(way, "b", BOOK, Map.of("to", 1, "amount", "2.26")),
                ask(way, "b", BOOK + " ", Map.of("to", 1, "amount", "2.25")))) {
            assertEquals(422, other.statusCode());
            assertEquals(
                    error(
                            "The Idempotency-Key was used for another request: a new one is expected for each, and the same for"
                                    + " the same document, operation and variables only."),
                    other.body());
        }
        assertEquals("1", select(way, "select count(*) from entry where amount between 2.25 and 2.26"));
        var inAnotherOrder = post(way, "b", """
                {"variables": {"amount": "2.25", "to": 1}, "query": "%s"}""".formatted(BOOK));
        assertEquals(List.of("true"), replayed(inAnotherOrder));
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerWithAnErrorIsNotKept(Way way) {
        var withdrawal = Map.of("to", 2, "amount", "-1000.25");
        for (int i = 0; i < 2; i++) {
            var refused = ask(way, "c", BOOK, withdrawal);
            assertEquals(200, refused.statusCode());
            assertEquals("""
                    {"errors":[{"message":"The account does not hold that much.","locations":[{"line":1,"column":41}],\
                    "path":["book"],"extensions":{"code":"BAD_USER_INPUT","constraint":"account_balance_covered",\
                    "errorType":"BAD_REQUEST"}}],"data":null}""", refused.body());
            assertEquals(List.of(), replayed(refused));
        }
        assertEquals("0", select(way, "select count(*) from postern_idempotency where key = 'c'"));
        TestServer.execute(way.url, "update account set balance = 1000.25 where id = 2");
        assertEquals(
                "{\"data\":{\"book\":{\"owner\":\"Ben\"}}}",
                ask(way, "c", BOOK, withdrawal).body());
    }

    @ParameterizedTest
    @EnumSource
    void whatPostgresRefusesAtTheEndIsNotKept(Way way) {
        var refused = ask(way, "d", "mutation { guarantee(id: 1, by: 999) }", Map.of());
        assertEquals("""
                {"errors":[{"message":"There is no such guarantor.",\
                "extensions":{"code":"CONFLICT","constraint":"account_guarantor_fkey",\
                "errorType":"FAILED_PRECONDITION"}}],"data":null}""", refused.body());
        assertEquals("0", select(way, "select count(*) from postern_idempotency where key = 'd'"));
    }

    @ParameterizedTest
    @EnumSource
    void severalFieldsAreKeptTogether(Way way) {
        var document = """
                mutation { a: openAccount(owner: \\"first of two\\") { id } b: winAfter(losses: 2) c: renameAll(owner: \\"x\\") { id } }
                """.strip();
        var refused = post(way, "e", "{\"query\": \"" + document + "\"}");
        assertTrue(refused.body().endsWith(",\"data\":null}"), refused.body());
        assertEquals("0", select(way, "select count(*) from account where owner = 'first of two'"));
        assertEquals("0", select(way, "select count(*) from postern_idempotency where key = 'e'"));
    }

    @ParameterizedTest
    @EnumSource
    void whatLostAgainstAnotherTransactionRunsAgain(Way way) {
        var retried = retries(way).retried();
        var answer = ask(way, "f", "mutation { winAfter(losses: 2) }", Map.of());
        assertEquals("{\"data\":{\"winAfter\":2}}", answer.body());
        assertEquals(2, retries(way).retried() - retried);
        assertEquals(List.of("true"), replayed(ask(way, "f", "mutation { winAfter(losses: 2) }", Map.of())));
    }

    @ParameterizedTest
    @EnumSource
    void theAnswerIsOfTheSameCommit(Way way) {
        ask(way, "g", BOOK, Map.of("to", 1, "amount", "3.25"));
        assertEquals(
                "1",
                select(
                        way,
                        "select count(*) from entry e, postern_idempotency k where e.amount = 3.25 and k.key = 'g'"
                                + " and e.xmin = k.xmin"));
    }

    @ParameterizedTest
    @EnumSource
    void whoComesMeanwhileWaitsForTheEndWithoutAConnection(Way way) throws Exception {
        try (var other = TestServer.connect(way.url);
                var claim = other.createStatement();
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            other.setAutoCommit(false);
            claim.execute("insert into postern_idempotency values ('h', '', '', now() + interval '1 day')");
            var waiting = IntStream.range(0, 2 * POOL)
                    .mapToObj(i -> clients.submit(() -> ask(way, "h", BOOK, Map.of("to", 1, "amount", "4.25"))))
                    .toList();
            Clients.await(() -> select(way, WAITING).equals("1"));
            assertEquals(
                    "{\"data\":{\"entryCount\":%s}}".formatted(select(way, "select count(*) from entry")),
                    gateway(way).ask("{ entryCount }").toString());
            assertEquals("1", select(way, WAITING));
            assertEquals("0", select(way, "select count(*) from entry where amount = 4.25"));
            other.rollback();
            for (var response : waiting) {
                assertEquals(BOOKED, response.get().body());
            }
        }
        assertEquals("1", select(way, "select count(*) from entry where amount = 4.25"));
    }

    @ParameterizedTest
    @EnumSource
    void aKeyIsFreeWhenItsTimeIsOver(Way way) {
        ask(way, "i", BOOK, Map.of("to", 1, "amount", "5.25"));
        assertEquals(
                "t",
                select(
                        way,
                        "select expires_at between now() + interval '23:59:00' and now() + interval '24:00:00'"
                                + " from postern_idempotency where key = 'i'"));
        TestServer.execute(way.url, "update postern_idempotency set expires_at = now() where key = 'i'");
        assertEquals(List.of(), replayed(ask(way, "i", BOOK, Map.of("to", 1, "amount", "5.25"))));
        assertEquals("2", select(way, "select count(*) from entry where amount = 5.25"));
        assertEquals(List.of("true"), replayed(ask(way, "i", BOOK, Map.of("to", 1, "amount", "5.25"))));
    }

    @ParameterizedTest
    @EnumSource
    void oldAnswersGoAThousandAtATime(Way way) {
        assertEquals("1", left.get(way));
    }

    @ParameterizedTest
    @EnumSource
    void aTrialAndAQueryTakeNoKey(Way way) {
        for (int i = 0; i < 2; i++) {
            var trial = ask(way, "k", "mutation @dryRun { openAccount(owner: \"trial\") { owner } }", Map.of());
            assertEquals(
                    "{\"data\":{\"openAccount\":{\"owner\":\"trial\"}},\"extensions\":{\"dryRun\":true}}",
                    trial.body());
            assertEquals(List.of(), replayed(trial));
            var query = ask(way, "not, \"a key", "{ accounts { __typename } }", Map.of());
            assertEquals(List.of(), replayed(query));
            assertTrue(query.body().startsWith("{\"data\":{\"accounts\":[{"), query.body());
        }
        assertEquals("0", select(way, "select count(*) from postern_idempotency where key = 'k'"));
    }

    @Test
    void aKeyIsAShortString() {
        var most = "x".repeat(255);
        for (var key : List.of("k-1", "\"k 1\"", "\"k\\\"1\\\\\"", most, "\"" + most + "\"")) {
            var response = ask(Way.DIRECT, key, BOOK, Map.of("to", 1, "amount", "7.25"));
            assertEquals(BOOKED, response.body(), key);
        }
        assertEquals("1", select(Way.DIRECT, "select count(*) from postern_idempotency where key = 'k\"1\\'"));
        var unread = "The Idempotency-Key cannot be read: 1 to 255 characters of ASCII in double quotes are expected.";
        for (var key : List.of("", "\"\"", "a b", "a,b", "\"a", "a\"", "\"a\\b\"", "\"a\";b=1")) {
            assertRefused(unread, ask(Way.DIRECT, key, BOOK, Map.of("to", 1, "amount", "7.25")));
        }
        assertRefused(
                "The Idempotency-Key has 256 characters; the most is 255.",
                ask(Way.DIRECT, most + "x", BOOK, Map.of("to", 1, "amount", "7.25")));
    }

    @Test
    void aKeyIsForOneOperation() {
        var batch = "[{\"query\": \"mutation { winAfter(losses: 0) }\"}]";
        assertRefused(
                "An Idempotency-Key is for one operation, and the body is a batch.", post(Way.DIRECT, "l", batch));
        var request = HttpRequest.newBuilder(gateway(Way.DIRECT).uri("/graphql"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "l-1")
                .header("Idempotency-Key", "l-2")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\": \"mutation { winAfter(losses: 0) }\"}"))
                .build();
        assertRefused(
                "There are 2 Idempotency-Keys: one is expected.",
                gateway(Way.DIRECT).send(request));
    }

    @ParameterizedTest
    @EnumSource
    void withoutTheTableNothingRuns(Way way) {
        TestServer.execute(way.url, "alter table postern_idempotency rename to elsewhere");
        try {
            var refused = ask(way, "m", BOOK, Map.of("to", 1, "amount", "8.25"));
            assertEquals("""
                    {"errors":[{"message":"Internal error ID: no answer can be kept for an Idempotency-Key, so nothing ran.",\
                    "extensions":{"code":"INTERNAL","errorType":"INTERNAL"}}]}""", refused.body().replaceFirst("error [0-9a-f]{8}:", "error ID:"));
        } finally {
            TestServer.execute(way.url, "alter table elsewhere rename to postern_idempotency");
        }
        assertEquals("0", select(way, "select count(*) from entry where amount = 8.25"));
        assertEquals(
                BOOKED, ask(way, "m", BOOK, Map.of("to", 1, "amount", "8.25")).body());
    }

    private static void assertRefused(String message, HttpResponse<String> response) {
        assertEquals(error(message), response.body());
        assertEquals(400, response.statusCode());
    }

    private static String error(String message) {
        return """
                {"errors":[{"message":"%s","extensions":{"code":"BAD_USER_INPUT","errorType":"BAD_REQUEST"}}]}""".formatted(message);
    }

    private HttpResponse<String> ask(Way way, String key, String query, Map<String, ?> variables) {
        return post(way, key, Gateway.JSON.writeValueAsString(Map.of("query", query, "variables", variables)));
    }

    private HttpResponse<String> post(Way way, String key, String body) {
        return gateway(way)
                .send(HttpRequest.newBuilder(gateway(way).uri("/graphql"))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private static List<String> replayed(HttpResponse<?> response) {
        return response.headers().allValues("Idempotent-Replayed");
    }

    private ConflictRetries retries(Way way) {
        return gateway(way).execution().retries();
    }

    private static String select(Way way, String sql) {
        return TestServer.text(way.url, sql);
    }
}
