package dev.postern.execution;

import dev.postern.statement.Isolation;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of how mutations are run.
 *
 * @param retries how often a transaction that lost against concurrent ones runs again; at least 0, at most 100, default 3
 * @param isolation of each transaction that may write; default {@code database}, which is what the database or the role says
 */
@ConfigurationProperties(prefix = "postern.mutation")
public record MutationProperties(
        @DefaultValue("3") int retries,
        @DefaultValue("database") Isolation isolation) {

    public MutationProperties {
        if (retries < 0 || retries > 100) {
            throw new IllegalArgumentException(
                    "postern.mutation.retries is " + retries + "; the least is 0, the most is 100.");
        }
    }
}
