package dev.postern.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of connections whose next request does not come: a head that comes in byte by byte keeps Jetty's idle timeout from
 * ever passing.
 *
 * <p>It looks at what Jetty's parser waits for, four times a second, so that a request costs nothing. Safe for use by several
 * threads.
 */
public final class ConnectionWatch implements Connection.Listener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionWatch.class);
    private static final long TICK_MILLIS = 250;

    private final Duration receiveTime;
    private final Duration silence;
    private final Map<HttpConnection, Seen> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("connection-watch").factory());
    private final ScheduledFuture<?> looking;

    public ConnectionWatch(RequestLimits limits) {
        this.receiveTime = limits.receiveTime();
        this.silence = limits.receiveTime().plus(limits.idleTime());
        this.looking = looks.scheduleWithFixedDelay(this::look, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** What was last seen of a connection; for the thread that looks. */
    private static final class Seen {

        private long lastRequest = System.nanoTime();
        private long headBegan;
        private boolean inHead;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof HttpConnection http) {
            open.put(http, new Seen());
        }
    }

    @Override
    public void onClosed(Connection connection) {
        if (connection instanceof HttpConnection http) {
            open.remove(http);
        }
    }

    private void look() {
        try {
            var now = System.nanoTime();
            open.forEach((connection, seen) -> look(connection, seen, now));
        } catch (RuntimeException failure) {
            LOG.warn("Connections could not be watched for a moment", failure);
        }
    }

    private void look(HttpConnection connection, Seen seen, long now) {
        if (connection.getHttpChannel().getRequest() != null) {
            seen.lastRequest = now;
            seen.inHead = false;
            return;
        }
        var parser = connection.getParser();
        var inHead = parser.inHeaderState() && !parser.isStart();
        if (inHead && !seen.inHead) {
            seen.headBegan = now;
        }
        seen.inHead = inHead;
        var isSlow = inHead && now - seen.headBegan > receiveTime.toNanos();
        if (isSlow || now - seen.lastRequest > silence.toNanos()) {
            LOG.debug("A connection was closed whose request did not come");
            open.remove(connection);
            connection.getEndPoint().close();
        }
    }

    @Override
    public void close() {
        looking.cancel(true);
        looks.shutdownNow();
    }
}
