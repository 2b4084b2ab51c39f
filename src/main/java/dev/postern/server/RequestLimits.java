package dev.postern.server;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The most that one request may send and take.
 *
 * @param requestSize of a body; at least 1 KB, default 4 MB
 * @param headerSize of a head, the URL among it; at least 1 KB, default 8 KB
 * @param receiveTime for its head to come, and again for its body; at least 100 ms, default 10 s
 * @param idleTime of a connection on which nothing is sent; at least 100 ms, default 30 s
 * @param connections that are open at a time, further ones wait; at least 1, default 1,000
 * @param requestTime from its head to its answer; at least 100 ms, default 30 s
 */
@ConfigurationProperties(prefix = "postern.limits")
public record RequestLimits(
        @DefaultValue("4MB") DataSize requestSize,
        @DefaultValue("8KB") DataSize headerSize,
        @DefaultValue("10s") Duration receiveTime,
        @DefaultValue("30s") Duration idleTime,
        @DefaultValue("1000") int connections,
        @DefaultValue("30s") Duration requestTime) {

    public RequestLimits {
        atLeastOneKilobyte("request-size", requestSize);
        atLeastOneKilobyte("header-size", headerSize);
        atLeastSome("receive-time", receiveTime);
        atLeastSome("idle-time", idleTime);
        atLeastSome("request-time", requestTime);
        if (connections < 1) {
            throw new IllegalArgumentException("postern.limits.connections is " + connections + "; the least is 1.");
        }
    }

    private static void atLeastOneKilobyte(String name, DataSize size) {
        if (size.toBytes() < 1024) {
            throw new IllegalArgumentException("postern.limits." + name + " is " + size + "; the least is 1KB.");
        }
    }

    private static void atLeastSome(String name, Duration time) {
        if (time.toMillis() < 100) {
            throw new IllegalArgumentException(
                    "postern.limits." + name + " is " + time.toMillis() + " ms; the least is 100 ms.");
        }
    }
}
