package dev.postern.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The most that one statement may take of the database.
 *
 * @param statementTime on the server, waiting for locks included; 0 for no limit, at most 24 h, default 10 s
 */
@ConfigurationProperties(prefix = "postern.limits")
public record StatementLimits(@DefaultValue("10s") Duration statementTime) {

    private static final Duration MOST = Duration.ofHours(24);

    public StatementLimits {
        if (statementTime.isNegative() || statementTime.compareTo(MOST) > 0) {
            throw new DatabaseException("postern.limits.statement-time is " + statementTime.toSeconds()
                    + " s; it is 0 for no limit, or up to 24h.");
        }
    }

    /** No limit but the database's own. */
    static StatementLimits none() {
        return new StatementLimits(Duration.ZERO);
    }
}
