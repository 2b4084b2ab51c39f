package dev.postern.database;

import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the database that is served.
 *
 * @param url {@code postgresql://user:password@host:5432/db?sslmode=require} or a JDBC URL; without it the embedded
 *     server runs
 * @param user overrides the URL's
 * @param userFile a file that holds the user's name instead, its last line break left out
 * @param password overrides the URL's
 * @param passwordFile a file that holds the password instead, likewise
 * @param poolSize connections; at least 1, default 10
 * @param startWait how long the start waits for a database that is not up yet; at least 0, default 60 s
 * @param borrowWait how long a statement waits for a free connection; at least 250 ms, default 5 s
 * @param connectTimeout how long one attempt to connect may take; at least 1 s, default 10 s
 * @param credentialsCheck how often it is looked whether user and password are others now; at least 100 ms, default 10 s
 */
@ConfigurationProperties(prefix = "postern.database")
public record DatabaseProperties(
        @Nullable String url,
        @Nullable String user,
        @Nullable String userFile,
        @Nullable String password,
        @Nullable String passwordFile,
        @DefaultValue("10") int poolSize,
        @DefaultValue("60s") Duration startWait,
        @DefaultValue("5s") Duration borrowWait,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("10s") Duration credentialsCheck) {

    public DatabaseProperties {
        atLeast("pool-size", poolSize, 1, "");
        atLeast("start-wait", startWait.toMillis(), 0, " ms");
        atLeast("borrow-wait", borrowWait.toMillis(), 250, " ms");
        atLeast("connect-timeout", connectTimeout.toMillis(), 1000, " ms");
        atLeast("credentials-check", credentialsCheck.toMillis(), 100, " ms");
    }

    private static void atLeast(String name, long value, long least, String unit) {
        if (value < least) {
            throw new DatabaseException(
                    "postern.database." + name + " is " + value + unit + "; the least is " + least + unit + ".");
        }
    }

    /** Whether anything says who connects. */
    boolean hasCredentials() {
        return Stream.of(user, userFile, password, passwordFile).anyMatch(Objects::nonNull);
    }

    /**
     * The URL for whoever these settings name now: files are read anew.
     *
     * @throws DatabaseException when the URL or a file cannot be read
     */
    DatabaseUrl login() {
        return DatabaseUrl.parse("postern.database.url", String.valueOf(url))
                .with(Credentials.of("postern.database", user, userFile, password, passwordFile));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "DatabaseProperties[poolSize=" + poolSize + "]";
    }
}
