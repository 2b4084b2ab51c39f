package dev.postern.benchmark;

import dev.postern.testing.Gateway;
import dev.postern.testing.HttpStream;
import dev.postern.testing.ReadingsProject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Gateway and database are killed again and again under subscribers of an outbox: every event once, in order, for each of them. */
final class OutboxLoad {

    private static final int CLIENTS = 20;
    private static final int KILLS = 6;
    private static final String QUERY = "subscription ($after: String) { readingLogged(after: $after) { value } }";

    private final OwnServer server;
    private final GatewayProcess gateway;
    private volatile boolean isWritten;
    private volatile int last;

    private OutboxLoad(OwnServer server, GatewayProcess gateway) {
        this.server = server;
        this.gateway = gateway;
    }

    public static void main(String[] args) throws Exception {
        try (var server = new OwnServer();
                var gateway = new GatewayProcess(server.url(), List.of())) {
            new OutboxLoad(server, gateway).run();
        }
    }

    private void run() throws Exception {
        var clients = IntStream.range(0, CLIENTS).mapToObj(i -> new Client()).toList();
        var threads = clients.stream().map(Thread.ofVirtual()::start).toList();
        var writer = Thread.ofVirtual().start(this::write);
        for (int i = 0; i < KILLS; i++) {
            pause();
            gateway.killAndStart();
            pause();
            server.killAndStart();
        }
        pause();
        isWritten = true;
        writer.join();
        for (var thread : threads) {
            thread.join(120_000);
        }
        report(clients);
    }

    private static void pause() throws InterruptedException {
        Thread.sleep(ThreadLocalRandom.current().nextInt(500, 3000));
    }

    /** One after the other; where nobody knows whether one was committed, it may be there twice, which the table says. */
    private void write() {
        for (int value = 1; !isWritten || value == 1; ) {
            try (var connection = server.connect();
                    var insert = connection.prepareStatement("insert into reading (sensor_id, value) values (1, ?)")) {
                for (; !isWritten; value++) {
                    insert.setInt(1, value);
                    insert.execute();
                    Thread.sleep(5);
                }
            } catch (SQLException away) {
                // tried again
            } catch (InterruptedException interrupted) {
                return;
            }
        }
        try {
            last = Integer.parseInt(
                    server.text("insert into reading (sensor_id, value) values (2, 1000000) returning value"));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private final class Client implements Runnable {

        private final List<String> values = new ArrayList<>();
        private String cursor = "0-0";
        private int openings;

        @Override
        public void run() {
            while (last == 0 || values.isEmpty() || !values.getLast().equals(String.valueOf(last))) {
                try (var stream = new HttpStream(
                        ReadingsProject.request(gateway.graphql(), "text/event-stream", QUERY, Map.of("after", cursor)),
                        "\n\n")) {
                    openings++;
                    take(stream);
                } catch (IllegalStateException away) {
                    Thread.onSpinWait();
                }
            }
        }

        private void take(HttpStream stream) {
            for (var piece = stream.take(); piece.startsWith("event: next\ndata: {\"data\":{"); piece = stream.take()) {
                var answer = Gateway.JSON.readTree(piece.substring("event: next\ndata: ".length()));
                values.add(
                        answer.path("data").path("readingLogged").path("value").asString());
                cursor =
                        answer.path("extensions").path("postern").path("cursor").asString();
                if (values.getLast().equals(String.valueOf(last))) {
                    return;
                }
            }
        }
    }

    private void report(List<Client> clients) throws SQLException {
        var expected = Arrays.asList(server.text("""
                select string_agg(r.value::text, ' ' order by o.xid, o.id)
                from postern_outbox o join reading r on r.id = (o.payload ->> 'id')::bigint""").split(" ", -1));
        var right = clients.stream()
                .filter(client -> client.values.equals(expected))
                .count();
        System.out.printf(
                "%d kills of the gateway and as many of the database: %d of %d clients have all %d events once and in order,"
                        + " by %d openings%n",
                KILLS,
                right,
                CLIENTS,
                expected.size(),
                clients.stream().mapToInt(client -> client.openings).sum());
        clients.stream()
                .filter(client -> !client.values.equals(expected))
                .forEach(client -> System.out.println("one has " + client.values.size() + ", "
                        + client.values.stream().distinct().count() + " of them different"));
    }
}
