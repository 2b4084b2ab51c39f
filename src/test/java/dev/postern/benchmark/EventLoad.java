package dev.postern.benchmark;

import dev.postern.testing.Gateway;
import dev.postern.testing.SocketSwarm;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Readings at an even rate, each of which concerns the subscribers of one sensor, and what each of these is told.
 *
 * <p>Slow subscribers have sensors of their own, whose names are so long that their queues overflow.
 */
public final class EventLoad implements AutoCloseable {

    private static final String QUERY =
            "subscription ($of: ID!) { readingOf(sensorId: $of) { value sensor { name } } }";
    private static final int LONG_NAME = 30_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** So many events may be on their way to those who are not slow, or else the group's own queue could overflow. */
    private static final int UNDER_WAY = 20;

    private final String url;
    private final Size size;
    private final SocketSwarm swarm;
    private final Connection connection;
    private final PreparedStatement insert;
    private final Arrivals arrivals = new Arrivals();
    private final List<SensorWatch> watches = new ArrayList<>();
    private final List<List<Long>> dues = new ArrayList<>();
    private long expected;

    /**
     * How much of it.
     *
     * @param subscribers a multiple of the sensors
     * @param slow of them, a multiple of the subscribers of one sensor
     * @param perSecond events
     */
    public record Size(int subscribers, int sensors, int slow, int perSecond) {

        int each() {
            return subscribers / sensors;
        }

        int slowSensors() {
            return slow / each();
        }

        boolean isSlow(int sensor) {
            return sensor <= slowSensors();
        }
    }

    /** @param url of a database of readings, which the gateway serves */
    public EventLoad(String url, URI gateway, Size size) throws IOException, SQLException {
        this.url = url;
        this.size = size;
        this.swarm = new SocketSwarm(gateway);
        this.connection = TestServer.connect(url);
        this.insert = connection.prepareStatement("insert into reading (sensor_id, value) values (?, ?)");
    }

    /** Has everybody subscribe, and waits until each of them has been told of an event. */
    public void join() throws IOException, SQLException, InterruptedException {
        for (int sensor = 1; sensor <= size.sensors(); sensor++) {
            var due = new ArrayList<Long>();
            dues.add(due);
            for (int i = 0; i < size.each(); i++) {
                var watch = new SensorWatch(sensor, size.isSlow(sensor), due, arrivals);
                watches.add(watch);
                swarm.join(subscription(sensor), watch, size.isSlow(sensor));
            }
        }
        for (int sensor = 1; sensor <= size.sensors(); sensor++) {
            var its = watches.subList((sensor - 1) * size.each(), sensor * size.each());
            var end = System.nanoTime() + PATIENCE.toNanos();
            while (!its.stream().allMatch(SensorWatch::hasBegun) && System.nanoTime() < end) {
                tell(sensor, System.nanoTime());
                Thread.sleep(50);
            }
        }
        expected = arrivals.count();
        TestServer.execute(
                url, "update sensor set name = repeat('x', " + LONG_NAME + ") where id <= " + size.slowSensors());
    }

    private static String subscription(int sensor) {
        return Gateway.JSON.writeValueAsString(Map.of("query", QUERY, "variables", Map.of("of", sensor)));
    }

    /** Events for all sensors in turn, at the rate; times are from when each was due. */
    public void run(Duration time) throws SQLException, InterruptedException {
        tell(
                IntStream.range(0, Math.toIntExact(time.toMillis() * size.perSecond() / 1000))
                        .map(i -> 1 + i % size.sensors())
                        .toArray(),
                UNDER_WAY);
    }

    /** Events for those who are slow, and some for others between them, until the slow ones' queues have more than they hold. */
    public void fill(int eventsEach) throws SQLException, InterruptedException {
        var slow = size.slowSensors();
        if (slow > 0) {
            tell(
                    IntStream.range(0, eventsEach * (slow + 1))
                            .map(i -> 1 + i % (slow + 1))
                            .toArray(),
                    Math.max(1, UNDER_WAY / slow));
        }
    }

    private void tell(int[] sensors, int underWay) throws SQLException, InterruptedException {
        var start = System.nanoTime();
        for (int i = 0; i < sensors.length; i++) {
            var due = start + i * 1_000_000_000L / size.perSecond();
            while (System.nanoTime() < due) {
                Thread.sleep(Duration.ofNanos(due - System.nanoTime()));
            }
            await("events do not arrive", () -> expected - arrivals.count() < (long) underWay * size.each());
            tell(sensors[i], due);
            expected += size.isSlow(sensors[i]) ? 0 : size.each();
        }
        await("the last events do not arrive", () -> arrivals.count() == expected);
    }

    private void tell(int sensor, long due) throws SQLException {
        var times = dues.get(sensor - 1);
        int value;
        synchronized (times) {
            times.add(due);
            value = times.size();
        }
        insert.setLong(1, sensor);
        insert.setInt(2, value);
        insert.execute();
    }

    /** From now on times are kept. */
    public void measure() {
        arrivals.keep();
    }

    /** The latencies in ms that so many of a thousand arrivals stayed below. */
    public double milliseconds(int ofThousand) {
        return arrivals.milliseconds(ofThousand);
    }

    /** How many times were kept. */
    public int arrived() {
        return arrivals.kept();
    }

    /** Waits until everybody knows of the last event; whoever is slow reads what there is. */
    public void finish() throws InterruptedException {
        swarm.hurry();
        await("somebody was not told of the last event", () -> watches.stream().allMatch(SensorWatch::knowsLast));
    }

    /** What was told otherwise than it should be: an event lost, doubled or out of order, and not marked; an error; an end. */
    public List<String> faults() {
        return watches.stream().flatMap(watch -> watch.faults().stream()).toList();
    }

    /** How many have been told that they missed something, slow or not. */
    public long toldOfGaps(boolean slow) {
        return watches.stream()
                .filter(watch -> watch.isSlow() == slow && watch.hasGaps())
                .count();
    }

    /** How often a statement with this text in it ran since {@code pg_stat_statements} was reset. */
    public int runs(String part) {
        return Integer.parseInt(TestServer.text(
                url, "select coalesce(sum(calls), 0) from pg_stat_statements where query like '%" + part + "%'"));
    }

    /** How often any ran but those of the load. */
    public int runs() {
        return Integer.parseInt(TestServer.text(url, """
                select coalesce(sum(calls), 0) from pg_stat_statements
                where query not like 'insert%' and query not like '%pg_stat_statements%' and query not like 'SET %'"""));
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        what + ": " + faults().stream().limit(5).toList());
            }
            Thread.sleep(1);
        }
    }

    @Override
    public void close() throws SQLException {
        swarm.close();
        connection.close();
    }
}
