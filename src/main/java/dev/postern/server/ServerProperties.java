package dev.postern.server;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings of the HTTP edge.
 *
 * @param maxRequestSize the largest request body that is read; at least 1 KB, default 10 MB
 */
@ConfigurationProperties(prefix = "postern.server")
public record ServerProperties(@DefaultValue("10MB") DataSize maxRequestSize) {

    public ServerProperties {
        if (maxRequestSize.toBytes() < 1024) {
            throw new IllegalArgumentException(
                    "postern.server.max-request-size is " + maxRequestSize + "; the least is 1KB.");
        }
    }
}
