package dev.postern.execution;

import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of answers that are kept for mutations with an {@code Idempotency-Key}.
 *
 * @param table where they are kept, with its schema or without; default {@code postern_idempotency}
 * @param keep for how long; at least 1 s, default 24 h
 */
@ConfigurationProperties(prefix = "postern.idempotency")
public record IdempotencyProperties(
        @DefaultValue("postern_idempotency") String table,
        @DefaultValue("24h") Duration keep) {

    private static final Pattern NAME = Pattern.compile("([a-zA-Z_]\\w*\\.)?[a-zA-Z_]\\w*");

    public IdempotencyProperties {
        if (!NAME.matcher(table).matches()) {
            throw new IllegalArgumentException("postern.idempotency.table is '" + table
                    + "'; a name of letters, digits and underscores is expected, with a schema or without.");
        }
        if (keep.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "postern.idempotency.keep is " + keep.toMillis() + " ms; the least is 1 s.");
        }
    }
}
