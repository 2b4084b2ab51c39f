package dev.postern;

import static dev.postern.testing.ReadingsProject.add;
import static dev.postern.testing.ReadingsProject.await;
import static dev.postern.testing.ReadingsProject.events;
import static dev.postern.testing.ReadingsProject.listening;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.Gateway;
import dev.postern.testing.GraphQlSocket;
import dev.postern.testing.HttpStream;
import dev.postern.testing.ReadingsProject;
import dev.postern.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From {@code notify} to whoever has subscribed: what runs, what comes, and what becomes of it when something breaks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubscriptionTests {

    private static final String ADDED = "subscription { readingAdded { value sensor { name } } }";
    private static final String OF = "subscription ($of: ID!) { readingOf(sensorId: $of) { value sensor { name } } }";

    private final String url = TestServer.migrated(ReadingsProject.FOLDER);
    private final Gateway gateway = ReadingsProject.start(url, "--postern.streams.keep-alive=100ms");
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void leave() throws Exception {
        for (var one : open.reversed()) {
            one.close();
        }
        open.clear();
        await("somebody is still there", () -> gateway.subscriptions().size() == 0);
        await("it still listens", () -> listening(url).equals("0"));
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private Gateway gateway(String... settings) {
        var other = ReadingsProject.start(url, settings);
        open.add(other);
        return other;
    }

    /** One that is heard: what happens from now on comes. */
    private HttpStream subscribed(Gateway gateway, String query, Map<String, ?> variables) {
        var before = gateway.subscriptions().size();
        var stream = events(gateway, query, variables);
        open.add(stream);
        await("nobody subscribed", () -> gateway.subscriptions().size() > before);
        await("nobody listens", () -> listening(url).equals("1"));
        return stream;
    }

    private static String next(String field, int value, int sensor) {
        return "event: next\ndata: {\"data\":{\"" + field + "\":{\"value\":" + value + ",\"sensor\":{\"name\":\"sensor "
                + sensor + "\"}}}}";
    }

    private static List<String> statements(Gateway gateway) {
        return gateway.runs().stream().map(run -> run.statement().name()).toList();
    }

    @Test
    void everybodyIsToldByOneRun() {
        var one = subscribed(gateway, ADDED, Map.of());
        var other = subscribed(gateway, ADDED, Map.of());
        gateway.runs();
        add(url, 7, 70);
        add(url, 8, 80);
        for (var stream : List.of(one, other)) {
            assertEquals(next("readingAdded", 70, 7), stream.take());
            assertEquals(next("readingAdded", 80, 8), stream.take());
        }
        assertEquals(
                List.of("Subscription.readingAdded", "Reading.sensor", "Subscription.readingAdded", "Reading.sensor"),
                statements(gateway));
    }

    @Test
    void listsOfArgumentsAreOneRun() {
        var streams = new ArrayList<HttpStream>();
        for (int sensor = 1; sensor <= 5; sensor++) {
            streams.add(subscribed(gateway, OF, Map.of("of", sensor)));
        }
        var sameAsTheFirst = subscribed(gateway, OF, Map.of("of", "01"));
        gateway.runs();
        for (int sensor = 1; sensor <= 5; sensor++) {
            add(url, sensor, sensor * 10);
        }
        for (int sensor = 1; sensor <= 5; sensor++) {
            assertEquals(
                    next("readingOf", sensor * 10, sensor),
                    streams.get(sensor - 1).take());
        }
        assertEquals(next("readingOf", 10, 1), sameAsTheFirst.take());
        var ran = statements(gateway);
        assertEquals(5, ran.stream().filter("Subscription.readingOf"::equals).count());
        assertEquals(5, ran.stream().filter("Reading.sensor"::equals).count());
    }

    @Test
    void otherArgumentsAreOtherRunsAndNoRowIsNothing() {
        var query = "subscription ($v: Int!) { readingOver(value: $v) { value sensor { name } } }";
        var low = subscribed(gateway, query, Map.of("v", 10));
        var high = subscribed(gateway, query, Map.of("v", 50));
        add(url, 1, 20);
        add(url, 2, 60);
        assertEquals(next("readingOver", 20, 1), low.take());
        assertEquals(next("readingOver", 60, 2), low.take());
        assertEquals(next("readingOver", 60, 2), high.take());
    }

    @Test
    void anErrorIsThatOfAnyField() {
        var stream = subscribed(gateway, "subscription { readingBroken { value } }", Map.of());
        add(url, 1, 20);
        assertEquals(
                "event: next\ndata: {\"errors\":[{\"message\":\"Subscription.readingBroken: a value is out of range or not"
                        + " written as it must be.\",\"locations\":[{\"line\":1,\"column\":16}],\"path\":[\"readingBroken\"],"
                        + "\"extensions\":{\"code\":\"BAD_USER_INPUT\",\"errorType\":\"BAD_REQUEST\"}}],\"data\":null}",
                stream.take());
    }

    @Test
    void whatHurtsOneEventHurtsNoOther() {
        var refused = gateway.subscriptions().refused();
        var stream = subscribed(gateway, ADDED, Map.of());
        for (var payload : List.of("no JSON", "[1]", "17", "{}", "{\"other\":1}")) {
            TestServer.execute(url, "select pg_notify('reading_added', '" + payload + "')");
        }
        TestServer.execute(url, "notify reading_added");
        add(url, 1, 20);
        assertEquals(next("readingAdded", 20, 1), stream.take());
        assertEquals(6, gateway.subscriptions().refused() - refused);
    }

    @Test
    void theConnectionIsThereForAsLongAsSomebodyListens() throws Exception {
        var one = subscribed(gateway, ADDED, Map.of());
        var other = subscribed(gateway, OF, Map.of("of", 1));
        assertEquals("1", listening(url));
        one.close();
        await("one of two is still there", () -> gateway.subscriptions().size() == 1);
        assertEquals("1", listening(url));
        other.close();
        await("somebody is still there", () -> gateway.subscriptions().size() == 0);
        await("it still listens", () -> listening(url).equals("0"));
        assertEquals(0, gateway.streams());
        var again = subscribed(gateway, ADDED, Map.of());
        add(url, 3, 30);
        assertEquals(next("readingAdded", 30, 3), again.take());
    }

    private void cut() {
        TestServer.text(
                url,
                "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database()"
                        + " and application_name = 'postern listening'");
    }

    private String backend() {
        return TestServer.text(
                url,
                "select coalesce(max(pid), 0) from pg_stat_activity where datname = current_database()"
                        + " and application_name = 'postern listening'");
    }

    @Test
    void aLostConnectionIsAGap() {
        var stream = subscribed(gateway, ADDED, Map.of());
        add(url, 1, 20);
        assertEquals(next("readingAdded", 20, 1), stream.take());
        var before = backend();
        cut();
        await("it does not listen again", () -> !List.of("0", before).contains(backend()));
        var marked = "";
        var value = 1;
        while (!marked.contains("gap")) {
            add(url, 1, value++);
            marked = stream.take();
        }
        assertEquals(
                next("readingAdded", value - 1, 1).replaceFirst("}$", "")
                        + ",\"extensions\":{\"postern\":{\"gap\":true}}}",
                marked);
        add(url, 1, 90);
        assertEquals(next("readingAdded", 90, 1), stream.take());
    }

    /** All connections to Postgres are cut: each of a thousand is told so once, and there are no more connections than before. */
    @Test
    void aThousandAreToldOfALostConnection() {
        var restarted = gateway();
        var sockets = new ArrayList<GraphQlSocket>();
        for (int i = 0; i < 10; i++) {
            var socket = GraphQlSocket.acknowledged(restarted, "");
            open.add(socket);
            sockets.add(socket);
            for (int id = 0; id < 100; id++) {
                socket.subscribe(String.valueOf(id), "subscription { readingAdded { value } }");
            }
        }
        await("not all are subscribed", () -> restarted.subscriptions().size() == 1000);
        await("nobody listens", () -> listening(url).equals("1"));
        var before = backend();
        TestServer.text(
                url,
                "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database()"
                        + " and application_name like 'postern%'");
        await("it does not listen again", () -> !List.of("0", before).contains(backend()));
        var value = 1;
        while (sockets.getFirst().waiting() == 0) {
            add(url, 1, value++);
        }
        await(
                "the pool is not back",
                () -> IntStream.range(0, 10)
                        .noneMatch(
                                i -> restarted.ask("{ reading(id: 0) { id } }").has("errors")));
        add(url, 1, value);
        var last = "\"value\":" + value + "}";
        for (var socket : sockets) {
            var gaps = 0;
            for (var ended = 0; ended < 100; ) {
                var message = socket.take();
                gaps += message.contains("\"gap\":true") ? 1 : 0;
                ended += message.contains(last) ? 1 : 0;
            }
            assertEquals(100, gaps);
        }
        assertEquals("1", listening(url));
    }

    @Test
    void aLostConnectionEndsStreamsWhereThatIsSet() {
        var ending = gateway("--postern.subscriptions.lost-connection=end");
        var stream = subscribed(ending, ADDED, Map.of());
        cut();
        assertEquals(
                "event: next\ndata: {\"errors\":[{\"message\":\"The connection to the database was lost, and events may have"
                        + " been missed.\",\"extensions\":{\"code\":\"UNAVAILABLE\",\"errorType\":\"UNAVAILABLE\"}}]}",
                stream.take());
        assertEquals("event: complete\ndata: ", stream.take());
        assertEquals("the end", stream.take());
        await("it still listens", () -> listening(url).equals("0"));
    }

    @Test
    void equalEventsAreOneWhereThatIsSet() {
        var coalescing = gateway("--postern.subscriptions.coalesce=500ms");
        var stream = subscribed(coalescing, ADDED, Map.of());
        add(url, 1, 20);
        assertEquals(next("readingAdded", 20, 1), stream.take());
        coalescing.runs();
        for (int i = 0; i < 20; i++) {
            TestServer.execute(url, "notify reading_added, '{\"id\": 1}'; select pg_sleep(0.001)");
        }
        add(url, 2, 30);
        var came = new ArrayList<String>();
        while (!came.contains(next("readingAdded", 30, 2))) {
            came.add(stream.take());
        }
        var runs = statements(coalescing).stream()
                .filter("Subscription.readingAdded"::equals)
                .count();
        assertEquals(came.size(), runs);
        assertTrue(runs < 20, "21 events, " + runs + " runs");
    }
}
