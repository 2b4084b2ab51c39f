package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.GatewayProcess;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The demo's ledger while its gateway is killed: no transfer is lost, none is booked twice.
 *
 * <p>Clients go on for two seconds before, between and after the kills; {@code -Dledger.time=PT1M -Dledger.kills=3} is what the
 * documentation promises.
 */
class LedgerCrashIT {

    private static final int CLIENTS = 64;
    private static final int KILLS = Integer.getInteger("ledger.kills", 1);
    private static final Duration TIME = Duration.parse(System.getProperty("ledger.time", "PT4S"));
    private static final List<Integer> ACCOUNTS = List.of(2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 14, 20);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    @TempDir
    Path folder;

    private volatile boolean isOver;

    @Test
    void aKilledGatewayLosesNothing() throws Exception {
        var url = TestServer.migrated(Path.of("."));
        var before = sums(url);
        var gateway = start(url, 0);
        var address = gateway.address();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < CLIENTS; i++) {
                running.add(clients.submit(() -> transfer(address)));
            }
            for (int i = 0; i < KILLS; i++) {
                Thread.sleep(TIME.dividedBy(KILLS + 1));
                gateway.kill();
                gateway = start(url, address.getPort());
            }
            Thread.sleep(TIME.dividedBy(KILLS + 1));
            isOver = true;
            for (var client : running) {
                client.get();
            }
        } finally {
            isOver = true;
            gateway.close();
        }
        System.out.printf(
                "%d clients, %d kills: %d transfers acknowledged, %d requests sent again, %d not covered%n",
                CLIENTS, KILLS, acknowledged.size(), repeated.get(), refused.get());
        assertEquals(before, sums(url));
        assertEquals(
                String.valueOf(acknowledged.size()),
                TestServer.text(url, "select count(*) from entry where reference like 'crash-%'"));
        assertEquals(acknowledged.stream().sorted().toList(), booked(url));
        assertEquals("0", TestServer.text(url, """
                select count(*) from account a where a.balance <> coalesce(
                  (select sum(p.amount) from posting p where p.account_id = a.id), 0)"""));
        assertTrue(repeated.get() > 0, "no request was under way when the gateway was killed");
    }

    private GatewayProcess start(String url, int port) throws IOException {
        return GatewayProcess.start(
                folder,
                "serve",
                "--server.port=" + port,
                "--postern.project=" + Path.of("").toAbsolutePath(),
                "--postern.check=off",
                "--postern.database.url=" + url,
                "--postern.mutation.retries=8");
    }

    private static String sums(String url) {
        return TestServer.text(
                url,
                "select json_agg(s order by s) from (select currency || sum(balance) as s from account"
                        + " group by currency) by_currency");
    }

    private static List<String> booked(String url) {
        return TestServer.text(
                        url,
                        "select string_agg(reference, ',' order by reference collate \"C\") from entry where reference like 'crash-%'")
                .lines()
                .flatMap(line -> List.of(line.split(",")).stream())
                .toList();
    }

    /** Each request is sent until somebody answers it. */
    private void transfer(URI address) {
        var random = ThreadLocalRandom.current();
        while (!isOver) {
            var from = random.nextInt(ACCOUNTS.size());
            var to = (from + 1 + random.nextInt(ACCOUNTS.size() - 1)) % ACCOUNTS.size();
            var reference = "crash-" + UUID.randomUUID();
            var document =
                    "mutation { transfer(input: {fromId: %d, toId: %d, amount: \"%d.%02d\", description: \"Trial\", reference: \"%s\"}) { id } }"
                            .formatted(
                                    ACCOUNTS.get(from),
                                    ACCOUNTS.get(to),
                                    random.nextInt(400_000),
                                    random.nextInt(1, 100),
                                    reference);
            count(reference, answer(address, reference, document));
        }
    }

    private void count(String reference, String answer) {
        if (answer.matches("\\{\"data\":\\{\"transfer\":\\{\"id\":\"\\d+\"}}}")) {
            acknowledged.add(reference);
            return;
        }
        assertTrue(answer.contains("does not cover it"), answer);
        refused.incrementAndGet();
    }

    private String answer(URI address, String key, String document) {
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", document))))
                .build();
        while (true) {
            try {
                var answer =
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body();
                if (!answer.contains("\"UNAVAILABLE\"") && !answer.contains("\"CONFLICT\"")) {
                    return answer;
                }
            } catch (IOException gone) {
                pause();
            } catch (InterruptedException ended) {
                throw new IllegalStateException(ended);
            }
            repeated.incrementAndGet();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }
}
