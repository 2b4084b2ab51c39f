package dev.postern.server;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of what is not for everybody.
 *
 * @param refuse what is refused where one field is: that {@code field} (the default), or the {@code operation}
 */
@ConfigurationProperties(prefix = "postern.access")
public record AccessProperties(@DefaultValue("field") Extent refuse) {

    /** How much is refused. */
    public enum Extent {
        FIELD,
        OPERATION
    }
}
