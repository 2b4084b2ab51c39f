package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.DemoProject;
import dev.postern.testing.GatewayProcess;
import dev.postern.testing.LedgerClient;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo's ledger while its gateway is killed: no transfer is lost, none is booked twice, and no company's books are off.
 *
 * <p>The operators of twelve companies pay each other before, between and after the kills. A build has one kill and four seconds;
 * {@code -Dledger.time=PT1M -Dledger.kills=3} is what the documentation promises.
 */
class LedgerCrashIT {

    private static final int CLIENTS = 64;
    private static final int KILLS = Integer.getInteger("ledger.kills", 1);
    private static final Duration PHASE =
            Duration.parse(System.getProperty("ledger.time", "PT4S")).dividedBy(KILLS + 1);

    /** The banks' accounts in dollars: nothing but transfers between them is booked, so that they have as much as ever. */
    private static final String BANKS = "select sum(balance) from account where name = 'Bank' and currency = 'USD'";

    private static final String OFF = """
            select count(*) from (
              select from account group by company_id, currency having sum(balance) <> 0) books""";

    private static final String OTHER_BALANCES = """
            select count(*) from account a where a.balance <> coalesce(
              (select sum(p.amount) from posting p where p.account_id = a.id), 0)""";

    private static final String BOOKED =
            "select string_agg(reference, ',' order by reference collate \"C\") from entry where reference like 'crash-%'";

    private static final String OTHER_ENTRIES = """
            select count(*) from entry e where e.reference like 'crash-%' and 4 <> (
              select count(*) from posting p where p.entry_id = e.id)""";

    private final LedgerClient client = new LedgerClient();

    @TempDir
    Path folder;

    @Test
    void aKilledGatewayLosesNothing() throws Exception {
        var url = DemoProject.newDatabase();
        var owner = url.replace("demo_gateway@", "postgres@");
        var before = TestServer.text(owner, BANKS);
        var gateway = start(url, 0);
        var address = gateway.address();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < CLIENTS; i++) {
                var company = 1 + i % LedgerClient.COMPANIES;
                running.add(clients.submit(() -> client.transferUntilTheEnd(address, company)));
            }
            for (int i = 0; i < KILLS; i++) {
                goOn(running, client::acknowledged);
                gateway.kill();
                gateway = start(url, address.getPort());
            }
            goOn(running, client::acknowledged);
            client.end();
            for (var one : running) {
                one.get();
            }
            assertEquals(List.of(), client.broken(address));
        } finally {
            client.end();
            gateway.close();
        }
        System.out.println(CLIENTS + " clients, " + KILLS + " kills: " + client.figures());
        assertEquals(before, TestServer.text(owner, BANKS));
        assertEquals(client.references(), List.of(TestServer.text(owner, BOOKED).split(",", -1)));
        assertEquals("0", TestServer.text(owner, OTHER_ENTRIES));
        assertEquals("0", TestServer.text(owner, OTHER_BALANCES));
        assertEquals("0", TestServer.text(owner, OFF));
        assertTrue(client.repeated() > 0, "no request was under way when the gateway was killed");
    }

    private GatewayProcess start(String url, int port) throws IOException {
        return GatewayProcess.start(
                folder,
                DemoProject.settings(
                                "--server.port=" + port,
                                "--postern.project=" + DemoProject.FOLDER.toAbsolutePath(),
                                "--postern.check=off",
                                "--postern.database.url=" + url,
                                "--postern.mutation.retries=8")
                        .toArray(String[]::new));
    }

    /** For a time that begins when somebody has been answered. */
    private static void goOn(List<Future<?>> clients, LongSupplier acknowledged) throws InterruptedException {
        var before = acknowledged.getAsLong();
        var until = Instant.MAX;
        while (Instant.now().isBefore(until)) {
            if (until.equals(Instant.MAX) && acknowledged.getAsLong() > before) {
                until = Instant.now().plus(PHASE);
            }
            assertTrue(clients.stream().noneMatch(Future::isDone), "a client has given up");
            Thread.sleep(20);
        }
    }
}
