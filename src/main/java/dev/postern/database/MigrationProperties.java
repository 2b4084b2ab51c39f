package dev.postern.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings of who migrates; whoever serves does when nothing is said.
 *
 * @param url as {@code postern.database.url}, for another user of the same database
 * @param user overrides the URL's
 * @param password overrides the URL's
 * @param passwordFile a file that holds the password instead
 */
@ConfigurationProperties(prefix = "postern.migration")
public record MigrationProperties(
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        @Nullable String passwordFile) {

    /** Without the password. */
    @Override
    public String toString() {
        return "MigrationProperties[]";
    }
}
