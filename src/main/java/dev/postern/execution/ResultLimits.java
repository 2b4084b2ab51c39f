package dev.postern.execution;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The most that comes of one field.
 *
 * @param rows of one list, for one parent; at least 1, default 10,000
 */
@ConfigurationProperties(prefix = "postern.limits")
public record ResultLimits(@DefaultValue("10000") int rows) {

    public ResultLimits {
        if (rows < 1) {
            throw new IllegalArgumentException("postern.limits.rows is " + rows + "; the least is 1.");
        }
    }
}
