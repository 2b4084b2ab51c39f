package dev.postern.server;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The most that one request may send and take.
 *
 * @param requestSize of a body; at least 1 KB, default 4 MB
 * @param requestTime from its head to its answer; at least 100 ms, default 30 s
 */
@ConfigurationProperties(prefix = "postern.limits")
public record RequestLimits(
        @DefaultValue("4MB") DataSize requestSize,
        @DefaultValue("30s") Duration requestTime) {

    public RequestLimits {
        if (requestSize.toBytes() < 1024) {
            throw new IllegalArgumentException("postern.limits.request-size is " + requestSize + "; the least is 1KB.");
        }
        if (requestTime.toMillis() < 100) {
            throw new IllegalArgumentException(
                    "postern.limits.request-time is " + requestTime.toMillis() + " ms; the least is 100 ms.");
        }
    }
}
