package dev.postern.rate;

import dev.postern.statement.RateTable;
import dev.postern.statement.StatementException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Accounts in Postgres, for several gateways together; each time a round trip of its own. */
final class SharedAccounts implements Accounts {

    private static final int BETWEEN_SWEEPS = 10_000;
    private static final int MOST_AT_ONCE = 10_000;

    private final RateTable table;
    private final AtomicInteger untilSweep = new AtomicInteger(BETWEEN_SWEEPS);

    SharedAccounts(RateTable table) {
        this.table = table;
    }

    @Override
    public Duration take(String key, int cost, Allowance allowance) {
        var back = allowance.period().multipliedBy(cost).dividedBy(allowance.statements());
        try {
            if (untilSweep.decrementAndGet() == 0) {
                untilSweep.set(BETWEEN_SWEEPS);
                table.forget(MOST_AT_ONCE);
            }
            return table.take(key, back, allowance.period());
        } catch (StatementException failure) {
            throw new UncountedException(failure);
        }
    }
}
