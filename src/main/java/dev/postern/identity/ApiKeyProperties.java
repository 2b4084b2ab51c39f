package dev.postern.identity;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of API keys; a file, or a table, or none of the two for no keys.
 *
 * @param file with a line for each key; it is read again when it has changed
 * @param table with a row for each key, with its schema or without; it is asked for each request
 * @param header in which clients send their key; default {@code X-API-Key}
 */
@ConfigurationProperties(prefix = "postern.identity.api-keys")
public record ApiKeyProperties(
        @Nullable String file,
        @Nullable String table,
        @DefaultValue("X-API-Key") String header) {

    private static final Pattern NAME = Pattern.compile("([a-zA-Z_]\\w*\\.)?[a-zA-Z_]\\w*");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]+");

    public ApiKeyProperties {
        if (file != null && table != null) {
            throw new IdentityException(
                    "Both postern.identity.api-keys.file and postern.identity.api-keys.table are set. Keep one of the"
                            + " two.");
        }
        if (table != null && !NAME.matcher(table).matches()) {
            throw new IdentityException("postern.identity.api-keys.table is '" + table
                    + "'; a name of letters, digits and underscores is expected, with a schema or without.");
        }
        if (!HEADER.matcher(header).matches() || header.equalsIgnoreCase("Authorization")) {
            throw new IdentityException("postern.identity.api-keys.header is '" + header
                    + "'; the name of a header other than Authorization is expected.");
        }
    }

    boolean isSetUp() {
        return file != null || table != null;
    }
}
