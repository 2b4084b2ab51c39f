package dev.postern.benchmark;

import dev.postern.benchmark.SocketSwarm.Member;
import dev.postern.testing.ReadingsProject;
import dev.postern.testing.TestServer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Ten thousand subscribers of one gateway in a process of its own, and 100 events a second that each concern one of a hundred topics.
 *
 * <p>Arguments: subscribers, how many of them are slow, seconds of warming up, seconds that are measured, further settings of the
 * gateway. Slow ones watch the last ten topics, whose answers have 16 KB, and read 1 KB a second until the end. Linux only, for what it reads
 * of {@code /proc}.
 */
final class SubscriberLoad {

    private static final int TOPICS = 100;
    private static final int FAST_TOPICS = 90;
    private static final int EVENTS_PER_SECOND = 100;
    private static final int MOST_EVENTS = 200_000;
    private static final String QUERY =
            "subscription ($of: ID!) { readingOf(sensorId: $of) { value sensor { name } } }";
    private static final byte[] VALUE = "\"value\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GAP = "\"gap\":true".getBytes(StandardCharsets.US_ASCII);

    private final long[] sentAt = new long[MOST_EVENTS];
    private final long[] latencies = new long[30_000_000];
    private final AtomicInteger measured = new AtomicInteger();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();
    private volatile boolean isMeasured;
    private volatile int sent;

    private SubscriberLoad() {}

    public static void main(String[] args) throws Exception {
        new SubscriberLoad().run(args.length < 4 ? new String[] {"10000", "0", "30", "60"} : args);
    }

    private void run(String[] args) throws Exception {
        var subscribers = Integer.parseInt(args[0]);
        var slow = Integer.parseInt(args[1]);
        var url = TestServer.migrated(ReadingsProject.FOLDER);
        TestServer.execute(url, "update sensor set name = repeat('x', 16000) where id > " + FAST_TOPICS);
        try (var gateway = new GatewayProcess(url, List.of(args).subList(4, args.length));
                var swarm = new SocketSwarm(gateway.port(), this::received);
                var writer = TestServer.connect(url)) {
            join(swarm, subscribers, slow);
            swarm.slowOnesRead(false);
            write(writer, Duration.ofSeconds(Long.parseLong(args[2])));
            isMeasured = true;
            measure(url, gateway, writer, Duration.ofSeconds(Long.parseLong(args[3])));
            settle();
            isMeasured = false;
            swarm.slowOnesRead(true);
            settle();
            report(swarm, slow);
        }
    }

    private void join(SocketSwarm swarm, int subscribers, int slow) throws Exception {
        swarm.start();
        var start = System.nanoTime();
        for (int i = 0; i < subscribers; i++) {
            var isSlow = i < slow;
            var topic =
                    isSlow ? 1 + FAST_TOPICS + i % (TOPICS - FAST_TOPICS) : 1 + i % (slow > 0 ? FAST_TOPICS : TOPICS);
            swarm.join(QUERY, topic, isSlow);
        }
        while (swarm.acknowledged() < subscribers) {
            Thread.sleep(20);
        }
        System.out.printf("%d joined in %.1f s%n", subscribers, (System.nanoTime() - start) / 1e9);
        Thread.sleep(2000);
    }

    /** Events at an even rate, each in a transaction of its own. */
    private void write(Connection connection, Duration time) throws SQLException {
        var start = System.nanoTime();
        var count = time.toSeconds() * EVENTS_PER_SECOND;
        try (var insert = connection.prepareStatement("insert into reading (sensor_id, value) values (?, ?)")) {
            for (long i = 0; i < count; i++) {
                var due = start + i * TimeUnit.SECONDS.toNanos(1) / EVENTS_PER_SECOND;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                var value = sent;
                insert.setLong(1, 1 + value % TOPICS);
                insert.setInt(2, value);
                sentAt[value] = System.nanoTime();
                sent = value + 1;
                insert.execute();
            }
        }
    }

    private void measure(String url, GatewayProcess gateway, Connection writer, Duration time) throws Exception {
        var transactions = transactions(url);
        var processor = gateway.processorTime();
        var first = sent;
        var start = System.nanoTime();
        write(writer, time);
        settle();
        var seconds = (System.nanoTime() - start) / 1e9;
        var events = sent - first;
        var used = gateway.processorTime().minus(processor);
        Thread.sleep(1500);
        System.out.printf("%d events in %.1f s, %.1f a second%n", events, seconds, events / seconds);
        System.out.printf(
                "transactions of the gateway for each event: %.2f%n",
                (transactions(url) - transactions - events) / (double) events);
        System.out.printf(
                "processor time of the gateway: %.1f s, %.2f cores%n",
                used.toMillis() / 1e3, used.toMillis() / 1e3 / seconds);
        System.out.println(gateway.status());
    }

    /** Committed ones of everybody, this question not among them. */
    private static long transactions(String url) {
        return Long.parseLong(TestServer.text(
                TestServer.url("postgres"),
                "select xact_commit from pg_stat_database where datname = '" + url.substring(url.lastIndexOf('/') + 1)
                        + "'"));
    }

    /** Until nothing has come for half a second. */
    private void settle() throws InterruptedException {
        for (var before = -1L; before != delivered.get(); ) {
            before = delivered.get();
            Thread.sleep(500);
        }
    }

    private void received(Member member, ByteBuffer text) {
        var now = System.nanoTime();
        var at = find(text, VALUE);
        delivered.incrementAndGet();
        if (at < 0) {
            wrong.incrementAndGet();
            return;
        }
        var value = 0;
        for (at += VALUE.length; text.get(at) >= '0' && text.get(at) <= '9'; at++) {
            value = value * 10 + text.get(at) - '0';
        }
        var hasGap = find(text, GAP) >= 0;
        member.gaps += hasGap ? 1 : 0;
        var isNext = member.last == 0 ? value % TOPICS == member.topic - 1 : value == member.last + TOPICS;
        if (!isNext && !(hasGap && value > member.last)) {
            wrong.incrementAndGet();
        }
        member.last = value;
        if (isMeasured) {
            latencies[measured.getAndIncrement()] = now - sentAt[value];
        }
    }

    private static int find(ByteBuffer text, byte[] part) {
        for (int at = 0; at + part.length <= text.limit(); at++) {
            if (text.get(at) == part[0] && text.slice(at, part.length).equals(ByteBuffer.wrap(part))) {
                return at;
            }
        }
        return -1;
    }

    private void report(SocketSwarm swarm, int slow) {
        var all = Arrays.copyOf(latencies, measured.get());
        Arrays.sort(all);
        System.out.printf("%d answers, %d wrong%n", delivered.get(), wrong.get());
        if (all.length > 0) {
            System.out.printf(
                    "delivery p50 %.2f ms, p99 %.2f ms, most %.2f ms%n",
                    all[all.length / 2] / 1e6, all[all.length * 99 / 100] / 1e6, all[all.length - 1] / 1e6);
        }
        var late = swarm.members().stream()
                .filter(member -> member.last + TOPICS < sent)
                .count();
        var gaps = swarm.members().stream().filter(member -> member.gaps > 0).count();
        System.out.printf(
                "%d were not told of the last event, %d of %d slow ones were told of a gap%n", late, gaps, slow);
    }
}
