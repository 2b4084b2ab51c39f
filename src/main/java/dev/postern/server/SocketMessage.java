package dev.postern.server;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message of a client by {@code graphql-transport-ws}.
 *
 * <p>Source: https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
 */
sealed interface SocketMessage {

    /**
     * The first message.
     *
     * @param payload what it says of who asks, by name
     */
    record Init(Map<String, @Nullable Object> payload) implements SocketMessage {}

    record Ping() implements SocketMessage {}

    record Pong() implements SocketMessage {}

    record Subscribe(String id, SentOperation operation) implements SocketMessage {}

    record Complete(String id) implements SocketMessage {}

    /**
     * The message in a text.
     *
     * @throws RequestFault for anything else, with the reason
     */
    static SocketMessage read(byte[] text) {
        if (!(SentJson.parse("The message", text) instanceof Map<?, ?> message)) {
            throw RequestFault.input("The message is no object.");
        }
        if (!(message.get("type") instanceof String type)) {
            throw RequestFault.input("The message has no type.");
        }
        return switch (type) {
            case "connection_init" -> new Init(payload(message));
            case "ping" -> {
                payload(message);
                yield new Ping();
            }
            case "pong" -> {
                payload(message);
                yield new Pong();
            }
            case "subscribe" -> new Subscribe(id(message), SentJson.operation("The payload", payload(message)));
            case "complete" -> new Complete(id(message));
            default -> throw RequestFault.input("The message is of no type that a client sends.");
        };
    }

    private static String id(Map<?, ?> message) {
        if (message.get("id") instanceof String id && !id.isEmpty()) {
            return id;
        }
        throw RequestFault.input("The message has no \"id\".");
    }

    private static Map<String, @Nullable Object> payload(Map<?, ?> message) {
        return SentJson.object(message, "payload");
    }
}
