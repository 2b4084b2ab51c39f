package dev.postern.subscription;

import dev.postern.execution.EventExecution;
import dev.postern.execution.EventQuery;
import dev.postern.statement.OutboxTable;
import dev.postern.statement.StatementException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of one subscriber who misses none: read from the outbox, answered one after the other, and read again when there may be
 * new ones.
 *
 * <p>A notification only wakes it. What cannot be answered because the database is away is tried again.
 */
final class OutboxReader implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxReader.class);
    private static final int AT_ONCE = 100;
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Where an older transaction holds events back, its end tells nobody. */
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);

    private final Subscription subscription;
    private final OutboxTable table;
    private final EventExecution execution;
    private final Semaphore runs;
    private final Consumer<String> refused;
    private final Semaphore wakings = new Semaphore(0);
    private String cursor;

    /**
     * @param cursor behind which it begins
     * @param runs what may be under way at one time
     * @param refused told of each event that cannot be answered because of what it says
     */
    OutboxReader(
            Subscription subscription,
            OutboxTable table,
            EventExecution execution,
            String cursor,
            Semaphore runs,
            Consumer<String> refused) {
        this.subscription = subscription;
        this.table = table;
        this.execution = execution;
        this.cursor = cursor;
        this.runs = runs;
        this.refused = refused;
    }

    private EventQuery query() {
        return subscription.query();
    }

    String channel() {
        return query().binding().channel();
    }

    /** There may be something new. */
    void wake() {
        wakings.release();
    }

    @Override
    public void run() {
        while (!subscription.isOver()) {
            try {
                if (read() < AT_ONCE) {
                    sleep(LONGEST_SLEEP);
                }
            } catch (StatementException away) {
                LOG.debug("The outbox cannot be read, trying again: {}", away.getMessage());
                sleep(PAUSE);
            } catch (RuntimeException unexpected) {
                LOG.error("Events of {} are not answered, trying again", channel(), unexpected);
                sleep(PAUSE);
            }
        }
    }

    private void sleep(Duration most) {
        try {
            if (wakings.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
                wakings.drainPermits();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private int read() {
        var entries = table.after(channel(), cursor, AT_ONCE);
        for (var entry : entries) {
            if (subscription.isOver()) {
                break;
            }
            if (!answer(entry)) {
                sleep(PAUSE);
                return AT_ONCE;
            }
            cursor = entry.cursor();
        }
        return entries.size();
    }

    /** False when the database was away, and the event is to be answered again. */
    private boolean answer(OutboxTable.Entry entry) {
        try {
            var event = EventPayload.read(entry.payload());
            var missing = query().missingIn(event);
            if (!missing.isEmpty()) {
                throw new IllegalArgumentException("has no '" + missing + "'");
            }
            runs.acquireUninterruptibly();
            byte @Nullable [] body;
            try {
                body = execution
                        .run(query(), List.of(query().key()), event)
                        .getFirst()
                        .orElse(null);
            } finally {
                runs.release();
            }
            if (body == null) {
                return true;
            }
            return !EventPayload.isUnavailable(body) && subscription.offerInTurn(marked(body, entry.cursor()));
        } catch (IllegalArgumentException broken) {
            refused.accept(String.valueOf(broken.getMessage()));
            return true;
        }
    }

    /** With the place behind which its receiver goes on. */
    private static byte[] marked(byte[] body, String cursor) {
        var mark =
                (",\"extensions\":{\"postern\":{\"cursor\":\"" + cursor + "\"}}}").getBytes(StandardCharsets.US_ASCII);
        var marked = new byte[body.length - 1 + mark.length];
        System.arraycopy(body, 0, marked, 0, body.length - 1);
        System.arraycopy(mark, 0, marked, body.length - 1, mark.length);
        return marked;
    }
}
