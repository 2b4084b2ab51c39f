package dev.postern.server;

import static dev.postern.server.FrameText.ascii;
import static dev.postern.server.FrameText.join;
import static dev.postern.server.FrameText.quoted;

/**
 * The events of {@code graphql-sse}: those of one operation, or of all that share a stream, each with its id.
 *
 * <p>Source: https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md
 *
 * @param hasIds whether operations share the stream
 */
record EventFrames(boolean hasIds) implements StreamFrames {

    private static final byte[] NEXT = ascii("event: next\ndata: ");
    private static final byte[] COMPLETE = ascii("event: complete\ndata: ");
    private static final byte[] END = ascii("\n\n");
    private static final byte[] ID = ascii("{\"id\":");
    private static final byte[] PAYLOAD = ascii(",\"payload\":");
    private static final byte[] BRACE = ascii("}");
    private static final byte[] COMMENT = ascii(":\n\n");

    @Override
    public byte[] next(String id, byte[] response) {
        return hasIds ? join(NEXT, ID, quoted(id), PAYLOAD, response, BRACE, END) : join(NEXT, response, END);
    }

    @Override
    public byte[] failed(String id, byte[] response) {
        return join(next(id, response), completed(id));
    }

    @Override
    public byte[] completed(String id) {
        return hasIds ? join(COMPLETE, ID, quoted(id), BRACE, END) : join(COMPLETE, END);
    }

    @Override
    public byte[] heartbeat() {
        return COMMENT;
    }
}
