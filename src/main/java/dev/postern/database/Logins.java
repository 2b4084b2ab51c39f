package dev.postern.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The driver's connections, each opened with the user and the password that are the right ones then.
 *
 * <p>A password is changed in two places, in Postgres and where it is read from, and in between one of them is ahead. So one that
 * is refused is read anew, and the one before it is tried as well. Safe for use by several threads.
 */
final class Logins implements DataSource {

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Logins.class);

    /** Source: https://www.postgresql.org/docs/18/errcodes-appendix.html, class 28. */
    private static final String REFUSED = "28";

    private final Supplier<DatabaseUrl> current;
    private final DatabaseProperties properties;
    private final Map<String, String> further;
    private volatile DatabaseUrl good;
    private volatile int loginSeconds;

    /**
     * @param current reads who connects, and may throw where that cannot be read at the moment
     * @param good what the database was reached with
     */
    Logins(Supplier<DatabaseUrl> current, DatabaseUrl good, DatabaseProperties properties) {
        this(current, good, properties, Map.of());
    }

    /** @param further settings of the driver for each of its connections */
    Logins(
            Supplier<DatabaseUrl> current,
            DatabaseUrl good,
            DatabaseProperties properties,
            Map<String, String> further) {
        this.current = current;
        this.good = good;
        this.properties = properties;
        this.further = Map.copyOf(further);
    }

    /** Who connects as it can be read now, or else as it was read last. */
    DatabaseUrl current() {
        try {
            return current.get();
        } catch (RuntimeException unreadable) {
            LOG.warn("Who connects to the database cannot be read, and stays who it was: {}", unreadable.getMessage());
            return good;
        }
    }

    /** Who connected last. */
    DatabaseUrl good() {
        return good;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var before = good;
        var first = current();
        try {
            return open(first);
        } catch (SQLException refusal) {
            if (!isRefused(refusal)) {
                throw refusal;
            }
            var again = current();
            var other = again.equals(first) ? before : again;
            if (other.equals(first)) {
                throw refusal;
            }
            return open(other);
        }
    }

    /**
     * A connection of exactly this user.
     *
     * @throws SQLException as the driver does
     */
    Connection open(DatabaseUrl url) throws SQLException {
        var settings = SessionSettings.of(url, properties);
        settings.putAll(further);
        if (loginSeconds > 0) {
            settings.putIfAbsent("loginTimeout", String.valueOf(loginSeconds));
        }
        var connection = DriverManager.getConnection(url.jdbc(), settings);
        good = url;
        return connection;
    }

    /** Whether Postgres knows no such user, or another password. */
    static boolean isRefused(SQLException failure) {
        return String.valueOf(failure.getSQLState()).startsWith(REFUSED);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("who connects is read where it is kept");
    }

    @Override
    public void setLoginTimeout(int seconds) {
        loginSeconds = seconds;
    }

    @Override
    public int getLoginTimeout() {
        return loginSeconds;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("the driver logs by itself");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException("there is nothing in it");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
