package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.benchmark.EventLoad;
import dev.postern.benchmark.OutageLoad;
import dev.postern.benchmark.OutboxLoad;
import dev.postern.testing.GatewayProcess;
import dev.postern.testing.ReadingsProject;
import dev.postern.testing.RestartableServer;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many subscribers, slow ones among them, while the database is restarted and killed, and a gateway too: of every event each is told once,
 * or told that it was not.
 *
 * <p>A build has few of them; {@code docs/subscriptions.md} has the commands for as many as it promises. Two gateways serve one database,
 * each with 512 MiB of heap: one marks a gap when the database was away, the other ends streams.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubscribersIT {

    private static final boolean IS_SMALL = System.getProperty("subscribers") == null;
    private static final int SUBSCRIBERS = Integer.getInteger("subscribers", 200);
    private static final int SENSORS = Integer.getInteger("subscribers.sensors", 10);
    private static final int SLOW = Integer.getInteger("subscribers.slow", 20);
    private static final Duration WARM_UP = Duration.parse(System.getProperty("subscribers.warm-up", "PT0S"));
    private static final Duration TIME = Duration.parse(System.getProperty("subscribers.time", "PT1S"));
    private static final int KILLS = Integer.getInteger("subscribers.kills", 1);
    private static final int EVENTS_PER_SECOND = 100;

    /** More than a slow one's queue and what the system keeps for its connection. */
    private static final int OVERFLOWING = 250;

    /** Between two kills. */
    private static final int EVENTS_READ = 40;

    private Path folder;
    private RestartableServer server;
    private GatewayProcess resuming;
    private @Nullable GatewayProcess ending;

    @BeforeAll
    void start(@TempDir Path shared) throws IOException, InterruptedException {
        folder = shared;
        server = new RestartableServer(folder);
        TestServer.execute(server.url(), "create extension pg_stat_statements");
        TestServer.execute(
                server.url(), Files.readString(ReadingsProject.FOLDER.resolve("migrations/V1__readings.sql")));
        TestServer.execute(server.url(), "insert into sensor values (101, 'of outages', 1)");
        resuming = gateway("resume", 0);
    }

    @AfterAll
    void stop() {
        resuming.close();
        if (ending != null) {
            ending.close();
        }
        server.close();
    }

    private URI ending() throws IOException, InterruptedException {
        var started = ending == null ? gateway("end", 0) : ending;
        ending = started;
        return started.address();
    }

    private GatewayProcess gateway(String lostConnection, int port) throws IOException {
        var options = new ArrayList<>(List.of("-Xmx512m"));
        var settings = List.of(
                "--server.port=" + port,
                "--postern.project=" + ReadingsProject.FOLDER.toAbsolutePath(),
                "--postern.migrate=false",
                "--postern.check=off",
                "--postern.database.url=" + server.url(),
                "--postern.limits.connections=11000",
                "--postern.streams.keep-alive=5m", // nobody is gone, however slowly it reads
                "--postern.subscriptions.lost-connection=" + lostConnection);
        if (IS_SMALL) {
            options.add("-XX:TieredStopAtLevel=1"); // as in GatewayProcess
        }
        return GatewayProcess.start(Files.createDirectories(folder.resolve(lostConnection)), options, settings);
    }

    @Test
    void everyEventIsToldOnceHoweverSlowOthersAre() throws Exception {
        var size = new EventLoad.Size(SUBSCRIBERS, SENSORS, SLOW, EVENTS_PER_SECOND);
        try (var load = new EventLoad(server.url(), resuming.address(), size)) {
            var start = System.nanoTime();
            load.join();
            System.out.printf(Locale.ROOT, "%s: %.1f s until all were told of an event%n", size, seconds(start));
            load.run(WARM_UP);
            load.fill(OVERFLOWING);
            TestServer.execute(server.url(), "select pg_stat_statements_reset()");
            load.measure();
            var events = Math.toIntExact(TIME.toMillis() * EVENTS_PER_SECOND / 1000);
            var processor = resuming.processorTime();
            var measured = System.nanoTime();
            load.run(TIME);
            var seconds = seconds(measured);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d answers in %.1f s, p50 %.1f ms, p99 %.1f ms, most %.1f ms; %.2f cores; %s%n",
                    size,
                    load.arrived(),
                    seconds,
                    load.milliseconds(500),
                    load.milliseconds(990),
                    load.milliseconds(1000),
                    resuming.processorTime().minus(processor).toMillis() / 1e3 / seconds,
                    resuming.memory());
            assertEquals(events, load.runs("from reading r"));
            assertEquals(2 * events, load.runs());
            load.finish();
            assertEquals(List.of(), load.faults());
            assertEquals(0, load.toldOfGaps(false));
            assertEquals(SLOW, load.toldOfGaps(true));
        }
    }

    @Test
    void aRestartIsAGapOrTheEnd() throws Exception {
        try (var load = new OutageLoad(server, resuming.address(), ending(), SUBSCRIBERS / 4)) {
            load.join();
            for (int i = 0; i < KILLS; i++) {
                System.out.printf(Locale.ROOT, "restart: %s%n", load.outage(server::restart));
                System.out.printf(Locale.ROOT, "crash: %s%n", load.outage(server::crash));
            }
            assertEquals(List.of(), load.faults());
        }
    }

    @Test
    void whatIsWrittenDownIsToldOnceWhateverIsKilled() throws Exception {
        var address = resuming.address();
        try (var load = new OutboxLoad(server.url(), List.of(address, ending()))) {
            load.start(SUBSCRIBERS / 20);
            for (int i = 0; i < KILLS; i++) {
                readOn(load);
                resuming.kill();
                readOn(load);
                server.crash();
                if (!IS_SMALL) {
                    resuming = gateway("resume", address.getPort());
                }
            }
            readOn(load);
            load.finish();
            var written = load.written();
            System.out.printf(
                    Locale.ROOT,
                    "%d clients, %d openings, %d events%n",
                    load.told().size(),
                    load.openings(),
                    written.size());
            for (var told : load.told()) {
                assertEquals(written, told);
            }
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void readOn(OutboxLoad load) throws InterruptedException {
        var enough = load.least() + EVENTS_READ;
        ReadingsProject.await("events are not told", () -> load.least() >= enough);
    }
}
