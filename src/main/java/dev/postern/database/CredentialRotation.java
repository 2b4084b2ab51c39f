package dev.postern.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of connections whose user or password has been replaced: idle ones at once, others when they are given back.
 *
 * <p>Postgres asks for a password when somebody connects and never again, so that without this a connection would outlive the
 * password that it was opened with by half an hour.
 */
final class CredentialRotation implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CredentialRotation.class);

    private final Logins logins;
    private final HikariDataSource pool;
    private final ScheduledExecutorService looks;
    private final ScheduledFuture<?> looking;
    private DatabaseUrl pooled;

    /** @param period between two looks */
    CredentialRotation(Logins logins, HikariDataSource pool, Duration period) {
        this.logins = logins;
        this.pool = pool;
        this.pooled = logins.good();
        this.looks = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("credentials").factory());
        this.looking =
                looks.scheduleWithFixedDelay(this::look, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Connections that are good are kept until Postgres takes the new password. */
    private void look() {
        var current = logins.current();
        if (current.equals(pooled)) {
            return;
        }
        try {
            logins.open(current).close();
        } catch (SQLException refusal) {
            LOG.warn("The database does not take the new credentials yet: {}", refusal.getMessage());
            return;
        }
        pooled = current;
        pool.getHikariPoolMXBean().softEvictConnections();
        LOG.info("Connections are opened anew with other credentials, {}", current);
    }

    @Override
    public void close() {
        looking.cancel(true);
        looks.shutdownNow();
    }
}
