package dev.postern.statement;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The end of everything that one request runs, before its time; safe for use by several threads.
 *
 * <p>Sessions are told from when they are opened to when they are closed. Once it is cancelled, what runs in them is cancelled
 * in Postgres, and nothing else begins: neither a statement nor a commit.
 */
public final class Cancellation {

    /** A signal that comes between two statements is lost, so it is repeated. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Set<Session> sessions = ConcurrentHashMap.newKeySet(1);
    private volatile boolean isCancelled;

    /** Cancels what runs, and waits until the last session is closed. */
    public void cancel() {
        isCancelled = true;
        for (var open = List.copyOf(sessions); !open.isEmpty(); open = List.copyOf(sessions)) {
            open.forEach(Session::cancel);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** @throws StatementException with SQLSTATE 57014 when it is cancelled */
    void requireLive() {
        if (isCancelled) {
            throw Refusals.of("a request that is over", new SQLException("cancelled before it began", "57014"));
        }
    }

    void add(Session session) {
        sessions.add(session);
    }

    void remove(Session session) {
        sessions.remove(session);
    }
}
