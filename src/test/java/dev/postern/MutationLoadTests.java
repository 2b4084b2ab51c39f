package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * Mutations as there are many of: many clients that write the same rows at one time, and many rows at once.
 *
 * <p>The clients write for two seconds; {@code mvn test -Dtest=MutationLoadTests -Dtransfers.time=PT1M} has them do it for a
 * minute.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutationLoadTests {

    private static final Duration TIME = Duration.parse(System.getProperty("transfers.time", "PT2S"));
    private static final int CLIENTS = 64;
    private static final int ROWS = 10_000;

    private static final String ONE = "mutation { a: transfer(from: %d, to: %d, amount: \"%d.%02d\") }";

    /** The second one goes round the other way, so that they lock the same rows in another order. */
    private static final String TWO =
            "mutation @transaction { a: transfer(from: %1$d, to: %2$d, amount: \"%3$d.%4$02d\") b: transfer(from: %2$d, to: %1$d,"
                    + " amount: \"0.01\") }";

    private static final String LOST = "CONFLICT";
    private static final String NOT_COVERED = "BAD_USER_INPUT";

    private @Nullable Gateway gateway;
    private String url = "";

    @BeforeAll
    void start() {
        var project = Path.of("src/test/resources/load");
        url = TestServer.migrated(project);
        TestServer.execute(
                url,
                "alter database %s set deadlock_timeout to '50ms'".formatted(url.substring(url.lastIndexOf('/') + 1)));
        gateway = Gateway.start(
                project, url, "--postern.mutation.isolation=serializable", "--postern.mutation.retries=8");
    }

    @AfterAll
    void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    @Test
    void manyClientsLoseNoTransfer() throws Exception {
        var outcomes = new TreeMap<String, Integer>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Map<String, Integer>>>();
            for (int i = 0; i < CLIENTS; i++) {
                var document = i % 2 == 0 ? ONE : TWO;
                running.add(clients.submit(() -> transfer(document)));
            }
            for (var client : running) {
                client.get().forEach((outcome, times) -> outcomes.merge(outcome, times, Integer::sum));
            }
        }
        var retries = gateway().execution().retries();
        System.out.printf(
                "%d clients, %d s: %s; %d ran again, %d were given up%n",
                CLIENTS, TIME.toSeconds(), outcomes, retries.retried(), retries.givenUp());
        assertEquals("5000.00", select("select sum(balance) from account"));
        assertEquals("0", select("""
                select count(*) from account a where a.balance <> 1000
                  + (select coalesce(sum(amount), 0) from transfer where to_id = a.id)
                  - (select coalesce(sum(amount), 0) from transfer where from_id = a.id)"""));
        assertEquals(
                outcomes.getOrDefault("kept 1", 0) + 2 * outcomes.getOrDefault("kept 2", 0),
                Integer.parseInt(select("select count(*) from transfer")));
        assertTrue(outcomes.containsKey("kept 1") && outcomes.containsKey("kept 2"));
        assertTrue(List.of("kept 1", "kept 2", LOST, NOT_COVERED).containsAll(outcomes.keySet()), outcomes::toString);
        assertTrue(retries.retried() > 0);
        assertEquals(outcomes.getOrDefault(LOST, 0).longValue(), retries.givenUp());
        assertEquals("0", select("""
                select count(*) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid() and (state <> 'idle' or xact_start is not null)"""));
        assertEquals(
                "{\"data\":{\"total\":\"5000.00\"}}", gateway().ask("{ total }").toString());
    }

    /** How often each outcome came, for one client, until the time is over. */
    private Map<String, Integer> transfer(String document) {
        var random = ThreadLocalRandom.current();
        var outcomes = new TreeMap<String, Integer>();
        var end = System.nanoTime() + TIME.toNanos();
        while (System.nanoTime() - end < 0) {
            var from = random.nextInt(1, 6);
            var to = 1 + (from + random.nextInt(0, 4)) % 5;
            var sent = document.formatted(from, to, random.nextInt(0, 400), random.nextInt(1, 100));
            outcomes.merge(outcome(gateway().ask(sent)), 1, Integer::sum);
        }
        return outcomes;
    }

    private static String outcome(JsonNode answer) {
        return switch (answer.toString()) {
            case "{\"data\":{\"a\":true}}" -> "kept 1";
            case "{\"data\":{\"a\":true,\"b\":true}}" -> "kept 2";
            default ->
                answer.at("/errors/0/extensions/code").asString("")
                        + (answer.at("/errors").size() == 1 ? "" : " …");
        };
    }

    @Test
    void tenThousandRowsAreOneStatement() {
        gateway().runs();
        var answer =
                send("mutation($inputs: [ReadingInput!]!) { addReadings(inputs: $inputs) }", readings(1, at -> true));
        assertEquals("{\"data\":{\"addReadings\":10000}}", answer);
        assertEquals(
                List.of("Mutation.addReadings: 10000"),
                gateway().runs().stream()
                        .map(run -> run.statement().name() + ": " + run.rows())
                        .toList());
        assertEquals("49995000", select("select sum(value)::bigint from reading where station = 1"));
    }

    @Test
    void oneWrongRowOfTenThousandUndoesThemAll() {
        var rows = new ArrayList<>(readings(2, at -> true));
        rows.set(ROWS - 1, reading(1000, ROWS - 1, null));
        assertEquals("""
                {"errors":[{"message":"There is no such station.","locations":[{"line":1,"column":39}],"path":["addReadings"],\
                "extensions":{"code":"BAD_USER_INPUT","constraint":"reading_station_known","errorType":"BAD_REQUEST"}}],\
                "data":null}""", send("mutation($inputs: [ReadingInput!]!) { addReadings(inputs: $inputs) }", rows));
        assertEquals("0", select("select count(*) from reading where station in (2, 1000)"));
    }

    @Test
    void tenThousandRowsAreInsertedOrUpdated() {
        var document = "mutation($inputs: [ReadingInput!]!) { setReadings(inputs: $inputs) { takenAt note } }";
        assertEquals(ROWS, count(send(document, readings(3, at -> false))));
        assertEquals(0, count(send(document, readings(3, at -> false))));
        assertEquals(ROWS / 4, count(send(document, readings(3, at -> at % 4 == 0))));
        var twice = List.of(reading(3, 5, "first"), reading(3, 5, "second"));
        assertEquals(
                "{\"data\":{\"setReadings\":[{\"takenAt\":\"1970-01-01T00:00:05Z\",\"note\":\"second\"}]}}",
                send(document, twice));
        assertEquals("10000", select("select count(*) from reading where station = 3"));
        assertEquals("2501", select("select count(note) from reading where station = 3"));
    }

    private static List<Map<String, @Nullable Object>> readings(int station, IntPredicate isNoted) {
        IntFunction<Map<String, @Nullable Object>> reading =
                at -> reading(station, at, isNoted.test(at) ? "n" + at : null);
        return IntStream.range(0, ROWS).mapToObj(reading).toList();
    }

    private static Map<String, @Nullable Object> reading(int station, int at, @Nullable String note) {
        var reading = new LinkedHashMap<String, @Nullable Object>();
        reading.put("station", station);
        reading.put("takenAt", Instant.ofEpochSecond(at).toString());
        reading.put("value", Integer.toString(at));
        reading.put("note", note);
        return reading;
    }

    private String send(String document, List<Map<String, @Nullable Object>> inputs) {
        return gateway().ask(document, Map.of("inputs", inputs)).toString();
    }

    private static int count(String answer) {
        return Gateway.JSON.readTree(answer).at("/data/setReadings").size();
    }

    private Gateway gateway() {
        return Objects.requireNonNull(gateway);
    }

    private String select(String sql) {
        return TestServer.text(url, sql);
    }
}
