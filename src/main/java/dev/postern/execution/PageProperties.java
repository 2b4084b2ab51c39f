package dev.postern.execution;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * The size of connections' pages.
 *
 * @param size when nobody says how many; at least 1, at most {@code maximum}, default 20
 * @param maximum that one may ask for; at least 1, default 100
 */
@ConfigurationProperties(prefix = "postern.page")
public record PageProperties(
        @Name("default") @DefaultValue("20") int size,
        @DefaultValue("100") int maximum) {

    public PageProperties {
        if (maximum < 1) {
            throw new IllegalArgumentException("postern.page.maximum is " + maximum + "; the least is 1.");
        }
        if (size < 1 || size > maximum) {
            throw new IllegalArgumentException("postern.page.default is " + size + "; it is 1 at the least, and"
                    + " postern.page.maximum at the most, which is " + maximum + ".");
        }
    }
}
