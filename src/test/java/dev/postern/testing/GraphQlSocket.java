package dev.postern.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket of a client that says whatever a test wants. */
public final class GraphQlSocket implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private final WebSocket socket;

    private GraphQlSocket(URI uri, List<String> protocols, @Nullable String origin) {
        var builder = CLIENT.newWebSocketBuilder();
        if (origin != null) {
            builder.header("Origin", origin);
        }
        if (!protocols.isEmpty()) {
            builder.subprotocols(
                    protocols.getFirst(), protocols.stream().skip(1).toArray(String[]::new));
        }
        this.socket = builder.buildAsync(uri, new Received()).join();
    }

    /** One that the gateway has acknowledged, with this payload of {@code connection_init}, or without one. */
    public static GraphQlSocket acknowledged(Gateway gateway, String payload) {
        var socket = open(gateway, List.of("graphql-transport-ws"), null);
        socket.send("{\"type\":\"connection_init\"" + (payload.isEmpty() ? "" : ",\"payload\":" + payload) + "}");
        assertEquals("{\"type\":\"connection_ack\"}", socket.take());
        return socket;
    }

    /** One on which nothing has been said. */
    public static GraphQlSocket open(Gateway gateway, List<String> protocols, @Nullable String origin) {
        var http = gateway.uri("/graphql").toString();
        return new GraphQlSocket(URI.create(http.replaceFirst("http", "ws")), protocols, origin);
    }

    /** The protocol that was agreed on, empty for none. */
    public String protocol() {
        return socket.getSubprotocol();
    }

    public void send(String text) {
        socket.sendText(text, true).join();
    }

    public void sendBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    public void ping() {
        socket.sendPing(ByteBuffer.wrap(new byte[] {1})).join();
    }

    /** Starts an operation. */
    public void subscribe(String id, String query) {
        send("{\"id\":\"" + id + "\",\"type\":\"subscribe\",\"payload\":{\"query\":"
                + Gateway.JSON.writeValueAsString(query) + "}}");
    }

    /** The next message. */
    public String take() {
        try {
            var message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertNotNull(message, "nothing came");
            return message;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Messages that have come, and were not taken. */
    public int waiting() {
        return messages.size();
    }

    /** Code and reason of its end, once it has come. */
    public String closed() {
        try {
            return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Received implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                messages.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer payload) {
            messages.add("PONG " + payload.remaining());
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            closed.completeExceptionally(failure);
        }
    }
}
