package dev.postern.execution;

import dev.postern.statement.StatementException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Another try for a transaction that lost against concurrent ones, of which nothing was kept.
 *
 * <p>Safe for use by several threads. Source: https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html
 */
public final class ConflictRetries {

    private static final Logger LOG = LoggerFactory.getLogger(ConflictRetries.class);

    /** Serialization failure; deadlock. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

    /** The first wait is up to this long, each further one up to twice as long as the one before. */
    private static final Duration FIRST_WAIT = Duration.ofMillis(10);

    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final int most;
    private final AtomicLong nextLine = new AtomicLong(System.nanoTime());
    private final LongAdder retried = new LongAdder();
    private final LongAdder givenUp = new LongAdder();

    /** @param most how often one transaction may run again */
    public ConflictRetries(int most) {
        this.most = most;
    }

    /** Whether Postgres ended a transaction only because of concurrent ones. */
    static boolean isConflict(RuntimeException failure) {
        return failure instanceof StatementException refused
                && CONFLICTS.contains(refused.refusal().sqlState());
    }

    /**
     * Whether to run again, after a wait of random length; the caller holds no connection meanwhile.
     *
     * @param what the field or the operation, for the log
     * @param failed how many times it has run in vain, from 1
     */
    public boolean again(String what, int failed) {
        var again = failed <= most;
        (again ? retried : givenUp).increment();
        report(what);
        return again && hasWaited(failed);
    }

    private static boolean hasWaited(int failed) {
        var longest = Math.min(LONGEST_WAIT.toNanos(), FIRST_WAIT.toNanos() << Math.min(failed - 1, 10));
        try {
            Thread.sleep(Duration.ofNanos(ThreadLocalRandom.current().nextLong(longest)));
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void report(String what) {
        var now = System.nanoTime();
        var due = nextLine.get();
        if (now - due >= 0 && nextLine.compareAndSet(due, now + BETWEEN_LINES.toNanos())) {
            LOG.info(
                    "{} lost against a concurrent transaction; since the start {} such transactions ran again, and {} were"
                            + " given up",
                    what,
                    retried.sum(),
                    givenUp.sum());
        }
    }

    /** How many transactions ran again since the start. */
    public long retried() {
        return retried.sum();
    }

    /** How many lost once more when they might not run again. */
    public long givenUp() {
        return givenUp.sum();
    }
}
