package dev.postern.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The patience of a start whose database is not up yet. */
final class ServerWait {

    private static final Logger LOG = LoggerFactory.getLogger(ServerWait.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration REMINDER = Duration.ofSeconds(10);

    private ServerWait() {}

    /**
     * What the server calls itself, {@code 18.6}, once it answers.
     *
     * @throws DatabaseException when it refuses the user, or does not answer within {@code limit}
     */
    static String version(DatabaseUrl url, Duration limit) {
        var start = Instant.now();
        var told = Instant.MIN;
        while (true) {
            try (var connection = connect(url)) {
                return connection.getMetaData().getDatabaseProductVersion().replaceFirst(" .*", "");
            } catch (SQLException failure) {
                if (!mayComeUp(failure)) {
                    throw refused(url, failure);
                }
                var waited = Duration.between(start, Instant.now());
                if (waited.compareTo(limit) >= 0) {
                    throw absent(url, limit, failure);
                }
                told = remind(url, limit, told);
            }
            pause();
        }
    }

    private static Connection connect(DatabaseUrl url) throws SQLException {
        var properties = url.properties();
        properties.putIfAbsent("connectTimeout", "10");
        return DriverManager.getConnection(url.jdbc(), properties);
    }

    /** A wrong password stays wrong, and so does a missing one (08004); 57P03 is a server that is starting. */
    private static boolean mayComeUp(SQLException failure) {
        var state = failure.getSQLState();
        if ("08004".equals(state)) {
            return false;
        }
        return state == null || state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
    }

    private static Instant remind(DatabaseUrl url, Duration limit, Instant told) {
        if (Instant.now().isBefore(told.isAfter(Instant.MIN) ? told.plus(REMINDER) : Instant.EPOCH)) {
            return told;
        }
        LOG.info("Waiting for the database at {}, up to {} s", url, limit.toSeconds());
        return Instant.now();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("The start was interrupted while it waited for the database.", interrupted);
        }
    }

    private static DatabaseException refused(DatabaseUrl url, SQLException failure) {
        return new DatabaseException(
                "The database at " + url + " refuses: " + failure.getMessage()
                        + ". Check postern.database.url, its user and its password.",
                failure);
    }

    private static DatabaseException absent(DatabaseUrl url, Duration limit, SQLException failure) {
        return new DatabaseException(
                "The database at " + url + " did not answer within " + limit.toSeconds() + " s: " + failure.getMessage()
                        + " Start it, correct postern.database.url, or raise postern.database.start-wait.",
                failure);
    }
}
