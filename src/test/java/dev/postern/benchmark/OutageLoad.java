package dev.postern.benchmark;

import dev.postern.testing.RestartableServer;
import dev.postern.testing.SocketSwarm;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Subscribers of two gateways, one of which marks a gap when the database was away while the other ends streams, and readings all the time. */
public final class OutageLoad implements AutoCloseable {

    private static final int SENSOR = 101;
    private static final String PAYLOAD =
            "{\"query\":\"subscription ($of: ID!) { readingOf(sensorId: $of) { value } }\",\"variables\":{\"of\":"
                    + SENSOR + "}}";
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final String VALUES =
            "select string_agg(value::text, ' ' order by id) from reading where sensor_id = " + SENSOR;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CONNECTIONS =
            "select count(*) filter (where application_name = 'postern listening') || ' listening, '"
                    + " || count(*) filter (where application_name = 'postern') || ' in pools' from pg_stat_activity";

    private final RestartableServer server;
    private final int each;
    private final URI endingGateway;
    private final SocketSwarm resuming;
    private SocketSwarm ending;
    private List<OutageWatch> marked = List.of();
    private List<OutageWatch> ended = List.of();
    private final List<OutageWatch> all = new ArrayList<>();
    private final Thread writer = Thread.ofVirtual().unstarted(this::write);
    private final AtomicInteger last = new AtomicInteger();
    private volatile boolean isOver;

    /** Something that takes the database away, and brings it back. */
    public interface Outage {

        void happen() throws IOException;
    }

    /** @param each how many subscribers each of the two gateways has */
    public OutageLoad(RestartableServer server, URI resuming, URI ending, int each) throws IOException {
        this.server = server;
        this.each = each;
        this.endingGateway = ending;
        this.resuming = new SocketSwarm(resuming);
        this.ending = new SocketSwarm(ending);
    }

    /** Begins to write, and has everybody subscribe. */
    public void join() throws IOException, InterruptedException {
        writer.start();
        marked = join(resuming);
        ended = join(ending);
    }

    private List<OutageWatch> join(SocketSwarm swarm) throws IOException, InterruptedException {
        var watches = Stream.generate(OutageWatch::new).limit(each).toList();
        for (var watch : watches) {
            swarm.join(PAYLOAD, watch, false);
        }
        all.addAll(watches);
        await("not everybody has subscribed", () -> watches.stream().allMatch(watch -> watch.last() > 0));
        return watches;
    }

    /** Each event in a transaction of its own; of one that was under way when the database went the table knows. */
    private void write() {
        while (!isOver) {
            try (var connection = TestServer.connect(server.url());
                    var insert = connection.prepareStatement(
                            "insert into reading (sensor_id, value) values (" + SENSOR + ", ?)")) {
                while (!isOver) {
                    insert.setInt(1, last.incrementAndGet());
                    insert.execute();
                    Thread.sleep(PAUSE);
                }
            } catch (SQLException away) {
                Thread.onSpinWait();
            } catch (InterruptedException interrupted) {
                return;
            }
        }
    }

    /**
     * Lets it happen, and waits until everybody has been told; those whose stream has ended subscribe again.
     *
     * @return how long it took since the database was back, and the connections before and after
     */
    public String outage(Outage outage) throws IOException, InterruptedException {
        var before = connections();
        marked.forEach(OutageWatch::begin);
        outage.happen();
        var back = System.nanoTime();
        await("somebody's stream has not ended", () -> ended.stream().allMatch(OutageWatch::isEnded));
        await("somebody was told of no gap", () -> marked.stream().allMatch(OutageWatch::isToldOfGap));
        var told = System.nanoTime();
        ending.close();
        ending = new SocketSwarm(endingGateway);
        ended = join(ending);
        await(
                "the connections are others: before " + before,
                () -> connections().equals(before));
        return String.format(
                Locale.ROOT,
                "%d told of a gap and %d of the end, %.2f s after the database was back; %s, as before",
                marked.size(),
                each,
                (told - back) / 1e9,
                before);
    }

    private String connections() {
        return TestServer.text(server.url(), CONNECTIONS);
    }

    /** Writes no more, and says of whom it is not so that each event came once, in order, or that it was told of what did not. */
    public List<String> faults() throws InterruptedException {
        isOver = true;
        writer.join();
        var values = Arrays.stream(TestServer.text(server.url(), VALUES).split(" ", -1))
                .map(Integer::valueOf)
                .toList();
        await(
                "somebody does not know the last event",
                () -> Stream.of(marked, ended)
                        .flatMap(List::stream)
                        .allMatch(watch -> watch.last() == values.getLast()));
        return all.stream()
                .filter(watch -> !watch.isRight(values))
                .map(watch -> watch.told().toString())
                .toList();
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(what);
            }
            Thread.sleep(10);
        }
    }

    @Override
    public void close() {
        isOver = true;
        resuming.close();
        ending.close();
    }
}
