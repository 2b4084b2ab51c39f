package dev.postern.server;

import static dev.postern.server.FrameText.ascii;
import static dev.postern.server.FrameText.errors;
import static dev.postern.server.FrameText.join;
import static dev.postern.server.FrameText.quoted;

/**
 * The messages of {@code graphql-transport-ws}.
 *
 * <p>Source: https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
 */
final class SocketFrames implements StreamFrames {

    static final byte[] ACK = ascii("{\"type\":\"connection_ack\"}");
    static final byte[] PONG = ascii("{\"type\":\"pong\"}");

    private static final byte[] ID = ascii("{\"id\":");
    private static final byte[] NEXT = ascii(",\"type\":\"next\",\"payload\":");
    private static final byte[] ERROR = ascii(",\"type\":\"error\",\"payload\":");
    private static final byte[] COMPLETE = ascii(",\"type\":\"complete\"}");
    private static final byte[] END = ascii("}");

    @Override
    public byte[] next(String id, byte[] response) {
        return join(ID, quoted(id), NEXT, response, END);
    }

    @Override
    public byte[] failed(String id, byte[] response) {
        return join(ID, quoted(id), ERROR, errors(response), END);
    }

    @Override
    public byte[] completed(String id) {
        return join(ID, quoted(id), COMPLETE);
    }

    /** The protocol's own pings would be a message to the client; WebSocket has frames for it. */
    @Override
    public byte[] heartbeat() {
        return new byte[0];
    }
}
