package dev.postern.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.database.Database;
import dev.postern.statement.RateTable;
import dev.postern.testing.TestServer;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of an allowance, in this process and in Postgres alike. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountsTests {

    /** An hour, of which no test takes a noticeable part. */
    private static final Allowance TEN = new Allowance(10, Duration.ofHours(1));

    private final String url = TestServer.newDatabase();
    private final Database database;
    private final Accounts shared;
    private final Accounts own = new OwnAccounts(TEN.period());

    AccountsTests() {
        TestServer.execute(
                url,
                "create unlogged table postern_rate (key text primary key, full_at timestamptz not null) with (fillfactor"
                        + " = 50)");
        database = TestServer.open(Path.of("src/test/resources"), url, 4, false);
        shared = new SharedAccounts(new RateTable(database, "postern_rate"));
    }

    @AfterAll
    void close() {
        database.close();
    }

    private Accounts accounts(String where) {
        return where.equals("own") ? own : shared;
    }

    private static void assertWait(long least, Duration actual) {
        assertTrue(
                actual.toSeconds() <= least && actual.toSeconds() > least - 300,
                () -> actual + " where " + least + " s are expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "shared"})
    void whatIsTakenComesBackLittleByLittle(String where) {
        var accounts = accounts(where);
        assertEquals(Duration.ZERO, accounts.take("ann", 7, TEN));
        assertWait(360, accounts.take("ann", 4, TEN));
        assertEquals(Duration.ZERO, accounts.take("ann", 3, TEN));
        assertWait(360, accounts.take("ann", 1, TEN));
        assertWait(3600, accounts.take("ann", 10, TEN));
        assertEquals(Duration.ZERO, accounts.take("bob", 10, TEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "shared"})
    void itIsWholeAgainAfterAPeriod(String where) throws InterruptedException {
        var accounts = where.equals("own") ? new OwnAccounts(Duration.ofHours(1)) : shared;
        var second = new Allowance(10, Duration.ofSeconds(1));
        assertEquals(Duration.ZERO, accounts.take("soon", 10, second));
        var wait = accounts.take("soon", 10, second);
        while (!wait.isZero()) {
            Thread.sleep(wait);
            wait = accounts.take("soon", 10, second);
        }
        assertEquals(Duration.ZERO, wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "shared"})
    void manyAtOnceGetNoMore(String where) {
        var accounts = accounts(where);
        var taken = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                threads.execute(() -> {
                    if (accounts.take("crowd", 1, TEN).isZero()) {
                        taken.incrementAndGet();
                    }
                });
            }
        }
        assertEquals(10, taken.get());
    }

    @Test
    void severalGatewaysCountTogether() {
        var another = new SharedAccounts(new RateTable(database, "postern_rate"));
        assertEquals(Duration.ZERO, shared.take("both", 6, TEN));
        assertEquals(Duration.ZERO, another.take("both", 4, TEN));
        assertWait(360, shared.take("both", 1, TEN));
        assertWait(360, another.take("both", 1, TEN));
    }

    /** The connection is read-only again, and no transaction is left open. */
    @Test
    void aTableThatIsNotThereIsSaid() {
        var missing = new SharedAccounts(new RateTable(database, "nowhere"));
        for (int i = 0; i < 8; i++) {
            assertThrows(UncountedException.class, () -> missing.take("ann", 1, TEN));
        }
        assertEquals(Duration.ZERO, shared.take("after", 1, TEN));
    }

    @Test
    void whatIsWholeAgainIsForgotten() {
        var table = new RateTable(database, "postern_rate");
        table.take("kept", Duration.ofMinutes(30), Duration.ofHours(1));
        TestServer.execute(url, "insert into postern_rate select 'old ' || n, now() from generate_series(1, 5) n");
        table.forget(3);
        assertEquals("2", count("old %"));
        table.forget(1_000);
        assertEquals("0", count("old %"));
        assertEquals("1", count("kept"));
    }

    private String count(String pattern) {
        return TestServer.text(url, "select count(*) from postern_rate where key like '" + pattern + "'");
    }

    /** Whoever has a network has more addresses in it than any memory holds. */
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "::ffff:192.0.2.7, 192.0.2.7",
        "2001:db8:0:1::1, 20010db800000001/64",
        "2001:db8:0:1:ffff:ffff:ffff:ffff, 20010db800000001/64",
        "2001:db8:0:2::1, 20010db800000002/64"
    })
    void anIpv6NetworkIsOneAddress(String address, String block) {
        assertEquals(block, AddressBlock.of(InetAddress.ofLiteral(address)));
    }
}
