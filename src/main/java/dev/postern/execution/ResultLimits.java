package dev.postern.execution;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The most that comes of one field.
 *
 * @param rows of one list, for one parent; at least 1, default 10,000
 * @param representations that another service may ask for at once; at least 1, default 10,000
 */
@ConfigurationProperties(prefix = "postern.limits")
public record ResultLimits(
        @DefaultValue("10000") int rows,
        @DefaultValue("10000") int representations) {

    public ResultLimits {
        atLeastOne("rows", rows);
        atLeastOne("representations", representations);
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("postern.limits." + name + " is " + value + "; the least is 1.");
        }
    }
}
