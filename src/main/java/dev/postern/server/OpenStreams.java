package dev.postern.server;

import dev.postern.identity.Caller;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * All connections on which answers go on: how many there are, and their end with the gateway.
 *
 * <p>Safe for use by several threads.
 */
public final class OpenStreams implements SmartLifecycle, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenStreams.class);
    private static final long TICK_MILLIS = 100;

    private final StreamProperties properties;
    private final Set<OpenStream> streams = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> byCaller = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean isStopped;
    private volatile boolean isOver;

    public OpenStreams(StreamProperties properties) {
        this.properties = properties;
        this.thread = Thread.ofPlatform().name("open-streams").daemon().start(this::run);
    }

    StreamProperties properties() {
        return properties;
    }

    /** Whether there may be one more. */
    boolean hasRoom() {
        return !isStopped && streams.size() < properties.connections();
    }

    /** Adds one; false when there may be no more. */
    boolean add(OpenStream stream) {
        if (!hasRoom()) {
            return false;
        }
        streams.add(stream);
        return true;
    }

    /** Counts one for a caller; false when there may be no more. Whoever is nobody in particular is not counted. */
    boolean count(Caller caller) {
        if (!caller.isAuthenticated()) {
            return true;
        }
        var count = byCaller.merge(caller.lasting(), 1, Integer::sum);
        if (count <= properties.connectionsPerCaller()) {
            return true;
        }
        uncount(caller);
        return false;
    }

    void uncount(Caller caller) {
        if (caller.isAuthenticated()) {
            byCaller.computeIfPresent(caller.lasting(), (key, count) -> count == 1 ? null : count - 1);
        }
    }

    void remove(OpenStream stream) {
        streams.remove(stream);
    }

    /** How many there are. */
    public int size() {
        return streams.size();
    }

    private void run() {
        while (!isOver) {
            try {
                Thread.sleep(TICK_MILLIS);
                streams.forEach(OpenStream::tick);
            } catch (InterruptedException interrupted) {
                return;
            } catch (RuntimeException failure) {
                LOG.warn("Streams were not looked after for a moment", failure);
            }
        }
    }

    @Override
    public void start() {
        isStopped = false;
    }

    /** Before the server waits for what is under way: streams would never end. */
    @Override
    public void stop() {
        isStopped = true;
        streams.forEach(OpenStream::restart);
    }

    @Override
    public boolean isRunning() {
        return !isStopped;
    }

    @Override
    public void close() {
        isOver = true;
        thread.interrupt();
    }
}
