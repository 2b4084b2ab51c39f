package dev.postern.execution;

import dev.postern.statement.AnswerTable;
import dev.postern.statement.AnswerTableException;
import dev.postern.statement.Sessions;
import dev.postern.statement.StatementException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answers of mutations with an {@code Idempotency-Key}, until their time is over; safe for use by several threads. */
public final class KeptAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(KeptAnswers.class);

    /** Old answers go when this many new ones have come, or this much time has passed and one comes. */
    private static final int BETWEEN_CLAIMS = 500;

    private static final Duration BETWEEN_TIMES = Duration.ofMinutes(1);

    /** Twice as many as may come meanwhile, so that they never pile up. */
    private static final int FORGOTTEN_AT_MOST = 2 * BETWEEN_CLAIMS;

    private final Sessions sessions;
    private final AnswerTable table;
    private final Map<String, CompletableFuture<@Nullable Void>> running = new ConcurrentHashMap<>();
    private final AtomicInteger claims = new AtomicInteger();
    private final AtomicLong due = new AtomicLong(System.nanoTime());

    public KeptAnswers(Sessions sessions, IdempotencyProperties properties) {
        this.sessions = sessions;
        this.table = new AnswerTable(properties.table(), properties.keep());
    }

    /**
     * A mutation that its client may send again.
     *
     * @param key what the client calls it
     * @param fingerprint the same for the same document, operation and variables, and for no others
     */
    public IdempotentRequest request(String key, String fingerprint) {
        return new IdempotentRequest(this, key, fingerprint);
    }

    AnswerTable table() {
        return table;
    }

    /**
     * The right to claim a key, which one request of this gateway has at a time, so that the others wait without a connection.
     *
     * @return what gives it back; null when another one had it, whose end was waited for
     */
    @Nullable
    Runnable turn(String key) {
        var ours = new CompletableFuture<@Nullable Void>();
        var others = running.putIfAbsent(key, ours);
        if (others != null) {
            others.join();
            return null;
        }
        return () -> {
            running.remove(key, ours);
            ours.complete(null);
        };
    }

    /** Deletes some of what is too old on another thread, where that is due. */
    void forgetSome() {
        var now = System.nanoTime();
        var next = due.get();
        var isDue = claims.incrementAndGet() >= BETWEEN_CLAIMS || now - next >= 0;
        if (isDue && due.compareAndSet(next, now + BETWEEN_TIMES.toNanos())) {
            claims.set(0);
            Thread.ofVirtual().start(this::forget);
        }
    }

    private void forget() {
        try (var session = sessions.open()) {
            session.begin();
            table.forget(session, FORGOTTEN_AT_MOST);
            session.commit();
        } catch (StatementException | AnswerTableException later) {
            LOG.debug("Old answers could not be deleted: {}", later.getMessage());
        }
    }
}
