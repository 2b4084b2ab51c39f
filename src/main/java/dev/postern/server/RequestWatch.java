package dev.postern.server;

import dev.postern.execution.Interruption;
import dev.postern.execution.Interruption.Cause;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of requests that take too long, or that nobody waits for any more.
 *
 * <p>Jetty does not read from a connection of HTTP/1.1 while its request is answered, so it does not learn that the client
 * closed it. Here a selector of our own learns it from the system, for requests that have run longer than a tick: a
 * connection with something to read, of which nothing can be read, is closed. A shorter request costs an entry in a set.
 * Safe for use by several threads.
 */
public final class RequestWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RequestWatch.class);
    private static final long TICK_MILLIS = 25;

    private final Duration requestTime;
    private final Set<Watched> running = ConcurrentHashMap.newKeySet();
    private final Selector selector;
    private final Thread thread;

    /** @param requestTime after which a request is ended */
    public RequestWatch(Duration requestTime) {
        this.requestTime = requestTime;
        try {
            this.selector = Selector.open();
        } catch (IOException failure) {
            throw new IllegalStateException("no selector to be had", failure);
        }
        this.thread = Thread.ofPlatform().name("request-watch").daemon().start(this::run);
    }

    /** A request, from when it came to when its answer begins. */
    final class Watched {

        private final Interruption interruption = new Interruption();
        private final long start = System.nanoTime();
        private final @Nullable SocketChannel channel;
        private volatile boolean isReceived;
        private volatile boolean isOver;
        private @Nullable SelectionKey key;

        private Watched(@Nullable SocketChannel channel) {
            this.channel = channel;
        }

        Interruption interruption() {
            return interruption;
        }

        /** Said when all of the request was read: until then Jetty takes from the connection what the selector sees coming. */
        void received() {
            isReceived = true;
        }

        /** Said before the first byte of the answer: until then Jetty takes nothing from the connection. */
        void end() {
            isOver = true;
            running.remove(this);
        }

        private Duration age() {
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }

    /** @param transport what the connection is to Jetty; only a socket can be watched for its client */
    Watched begin(@Nullable Object transport) {
        var watched = new Watched(transport instanceof SocketChannel channel ? channel : null);
        running.add(watched);
        return watched;
    }

    private void run() {
        while (selector.isOpen()) {
            try {
                selector.select(RequestWatch::readable, TICK_MILLIS);
                tick();
            } catch (IOException | RuntimeException failure) {
                if (selector.isOpen()) {
                    LOG.warn("Requests could not be watched for a moment", failure);
                }
            }
        }
    }

    private void tick() throws IOException {
        forgetOver();
        for (var request : running) {
            var age = request.age();
            if (age.compareTo(requestTime) > 0) {
                request.interruption.interrupt(new Cause.Deadline(requestTime));
            }
            if (request.isReceived && request.key == null && age.toMillis() >= TICK_MILLIS) {
                register(request);
            }
        }
    }

    /** A key that is cancelled goes with the next selection, and only then may its channel be registered anew. */
    private void forgetOver() throws IOException {
        var forgotten = false;
        for (var key : selector.keys()) {
            if (((Watched) key.attachment()).isOver) {
                key.cancel();
                forgotten = true;
            }
        }
        if (forgotten) {
            selector.selectNow(RequestWatch::readable);
        }
    }

    private void register(Watched request) {
        if (request.channel == null) {
            return;
        }
        try {
            request.key = request.channel.register(selector, SelectionKey.OP_READ, request);
        } catch (ClosedChannelException closed) {
            request.interruption.interrupt(new Cause.ClientGone());
        }
    }

    private static void readable(SelectionKey key) {
        var request = (Watched) key.attachment();
        if (!request.isOver && isAtEnd((SocketChannel) key.channel()) && !request.isOver) {
            request.interruption.interrupt(new Cause.ClientGone());
            key.cancel();
        } else if (key.isValid()) {
            key.interestOps(0);
        }
    }

    private static boolean isAtEnd(SocketChannel channel) {
        try {
            return channel.socket().getInputStream().available() == 0;
        } catch (IOException broken) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
            thread.join(Duration.ofSeconds(1));
        } catch (IOException failure) {
            LOG.debug("The watch over requests did not end well", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
