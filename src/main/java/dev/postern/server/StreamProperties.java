package dev.postern.server;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings of connections on which answers go on: WebSockets, Server-Sent Events, multipart.
 *
 * @param connections that may be open at one time; at least 1, default 10,000
 * @param connectionsPerCaller of them by one caller that is known by a token or a key; at least 1, default 100
 * @param operations that may be under way on one of them; at least 1, default 100
 * @param messageSize of a WebSocket's message; at least 1 KB, default 256 KB
 * @param initWait for {@code connection_init}; at least 100 ms, default 10 s
 * @param keepAlive after which something is sent on a silent connection, and after twice which a WebSocket that does not answer is
 *     ended; at least 100 ms, default 15 s
 * @param idle after which a connection without any operation is ended; at least 100 ms, default 10 min
 */
@ConfigurationProperties(prefix = "postern.streams")
public record StreamProperties(
        @DefaultValue("10000") int connections,
        @DefaultValue("100") int connectionsPerCaller,
        @DefaultValue("100") int operations,
        @DefaultValue("256KB") DataSize messageSize,
        @DefaultValue("10s") Duration initWait,
        @DefaultValue("15s") Duration keepAlive,
        @DefaultValue("10m") Duration idle) {

    public StreamProperties {
        atLeast("connections", connections, 1);
        atLeast("connections-per-caller", connectionsPerCaller, 1);
        atLeast("operations", operations, 1);
        atLeast("message-size", messageSize.toBytes(), 1024);
        atLeast("init-wait", initWait.toMillis(), 100);
        atLeast("keep-alive", keepAlive.toMillis(), 100);
        atLeast("idle", idle.toMillis(), 100);
    }

    private static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "postern.streams." + name + " is " + value + "; the least is " + least + ".");
        }
    }
}
