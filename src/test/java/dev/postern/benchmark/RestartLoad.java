package dev.postern.benchmark;

import dev.postern.benchmark.SocketSwarm.Member;
import dev.postern.testing.ReadingsProject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** The database is restarted under a thousand subscribers, and killed: what they are told, and how many connections there are after. */
final class RestartLoad {

    private static final int SUBSCRIBERS = 1000;
    private static final String CONNECTIONS =
            "select count(*) filter (where application_name = 'postern listening') || ' listening, '"
                    + " || count(*) filter (where application_name = 'postern') || ' in the pool'"
                    + " from pg_stat_activity where application_name like 'postern%'";

    private final Set<Member> told = ConcurrentHashMap.newKeySet();
    private final Set<Member> current = ConcurrentHashMap.newKeySet();
    private final AtomicInteger last = new AtomicInteger(-1);

    private RestartLoad() {}

    public static void main(String[] args) throws Exception {
        new RestartLoad().run();
    }

    private interface Outage {
        void happen() throws Exception;
    }

    private void run() throws Exception {
        try (var server = new OwnServer();
                var gateway = new GatewayProcess(server.url(), List.of());
                var swarm = new SocketSwarm(gateway.port(), this::received)) {
            swarm.start();
            for (int i = 0; i < SUBSCRIBERS; i++) {
                swarm.join("subscription { readingAdded { value } }", 0, false);
            }
            await(() -> swarm.acknowledged() == SUBSCRIBERS);
            Thread.sleep(1000);
            tellAll(server);
            System.out.println("before: " + server.text(CONNECTIONS));
            report("restart", server, server::restart);
            report("kill", server, server::killAndStart);
        }
    }

    private void report(String what, OwnServer server, Outage outage) throws Exception {
        told.clear();
        outage.happen();
        var back = System.nanoTime();
        while (told.size() < SUBSCRIBERS) {
            tell(server);
            Thread.sleep(20);
        }
        var gap = System.nanoTime();
        tellAll(server);
        System.out.printf(
                "%s: %d of %d told of a gap %.2f s after the database was back; %s%n",
                what, told.size(), SUBSCRIBERS, (gap - back) / 1e9, server.text(CONNECTIONS));
    }

    private void tell(OwnServer server) throws SQLException {
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            statement.execute("insert into reading (sensor_id, value) values (1, " + (last.get() + 1) + ")");
            last.incrementAndGet();
        }
    }

    private void tellAll(OwnServer server) throws Exception {
        current.clear();
        tell(server);
        await(() -> current.size() == SUBSCRIBERS);
    }

    private static void await(BooleanSupplier condition) {
        ReadingsProject.await("it takes too long", condition);
    }

    private void received(Member member, ByteBuffer text) {
        var message = StandardCharsets.UTF_8.decode(text).toString();
        if (message.contains("\"gap\":true")) {
            told.add(member);
        }
        if (message.contains("\"value\":" + last.get() + "}")) {
            current.add(member);
        }
    }
}
