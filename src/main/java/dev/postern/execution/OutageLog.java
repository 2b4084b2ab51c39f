package dev.postern.execution;

import dev.postern.statement.StatementException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of a database that is away: a line a second at most, however many requests meet it. */
final class OutageLog {

    private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final AtomicInteger unsaid = new AtomicInteger();

    void report(String coordinate, StatementException failure) {
        var now = System.nanoTime();
        var due = next.get();
        if (now - due < 0 || !next.compareAndSet(due, now + PAUSE.toNanos())) {
            unsaid.incrementAndGet();
            return;
        }
        LOG.warn(
                "{}: the database is not available ({}; {} more requests since the last such line): {}",
                coordinate,
                failure.refusal().sqlState(),
                unsaid.getAndSet(0),
                failure.getMessage());
    }
}
