package dev.postern.subscription;

import dev.postern.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to Postgres that listens on all channels, and connects again when it is lost.
 *
 * <p>Source: https://www.postgresql.org/docs/18/sql-listen.html
 */
final class Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int WAIT_MILLIS = 500;
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Database database;
    private final List<String> channels;
    private final BiConsumer<String, String> events;
    private final Runnable lost;
    private final CountDownLatch listening = new CountDownLatch(1);
    private volatile @Nullable Connection connection;
    private volatile boolean isOver;

    /**
     * @param events told of each notification, by channel and payload, on one thread
     * @param lost told when events may have been missed, once the channels are listened on again
     */
    Listener(Database database, Collection<String> channels, BiConsumer<String, String> events, Runnable lost) {
        this.database = database;
        this.channels = List.copyOf(channels);
        this.events = events;
        this.lost = lost;
    }

    void start() {
        Thread.ofVirtual().name("listener").start(this::run);
    }

    /** Whether it listens, within this time. */
    boolean await(Duration patience) {
        try {
            return listening.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        var pause = FIRST_PAUSE;
        while (!isOver) {
            try (var open = database.listening()) {
                connection = open;
                listen(open);
                pause = FIRST_PAUSE;
                receive(open);
            } catch (SQLException failure) {
                if (!isOver) {
                    LOG.warn("Notifications do not come, connecting again: {}", failure.getMessage());
                    pause = pause(pause);
                }
            }
        }
    }

    private static Duration pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        var longer = pause.multipliedBy(2);
        return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    private void listen(Connection open) throws SQLException {
        try (var statement = open.createStatement()) {
            for (var channel : channels) {
                statement.execute("listen \"" + channel.replace("\"", "\"\"") + "\"");
            }
        }
        if (listening.getCount() == 0) {
            lost.run();
        }
        listening.countDown();
    }

    private void receive(Connection open) throws SQLException {
        var postgres = open.unwrap(PGConnection.class);
        var heard = System.nanoTime();
        while (!isOver) {
            for (var notification : postgres.getNotifications(WAIT_MILLIS)) {
                heard = System.nanoTime();
                events.accept(notification.getName(), notification.getParameter());
            }
            if (System.nanoTime() - heard > SILENCE.toNanos()) {
                answer(open);
                heard = System.nanoTime();
            }
        }
    }

    /** A server that is gone without a word is only noticed by asking. */
    private static void answer(Connection open) throws SQLException {
        try (var statement = open.createStatement()) {
            statement.execute("select 1");
        }
    }

    /** The end of the connection; returns at once. */
    void close() {
        isOver = true;
        var open = connection;
        if (open == null) {
            return;
        }
        try {
            open.abort(Runnable::run);
        } catch (SQLException gone) {
            LOG.debug("The listening connection did not end well: {}", gone.getMessage());
        }
    }
}
