package dev.postern.server;

import static dev.postern.server.FrameText.ascii;
import static dev.postern.server.FrameText.errors;
import static dev.postern.server.FrameText.join;

/**
 * The parts of Apollo's subscriptions over multipart; each ends with the boundary of the next one, so that a client has it at once.
 *
 * <p>Source: https://www.apollographql.com/docs/graphos/routing/operations/subscriptions/multipart-protocol
 */
final class MultipartFrames implements StreamFrames {

    static final String TYPE = "multipart/mixed;boundary=\"graphql\";subscriptionSpec=1.0";
    static final byte[] OPENING = ascii("\r\n--graphql");

    private static final byte[] HEAD = ascii("\r\ncontent-type: application/json\r\n\r\n");
    private static final byte[] PAYLOAD = ascii("{\"payload\":");
    private static final byte[] FAILED = ascii("{\"payload\":null,\"errors\":");
    private static final byte[] BRACE = ascii("}");
    private static final byte[] EMPTY = ascii("{}");
    private static final byte[] LAST = ascii("--\r\n");

    @Override
    public byte[] next(String id, byte[] response) {
        return join(HEAD, PAYLOAD, response, BRACE, OPENING);
    }

    @Override
    public byte[] refused(String id, byte[] response) {
        return join(HEAD, PAYLOAD, response, BRACE, OPENING, LAST);
    }

    @Override
    public byte[] failed(String id, byte[] response) {
        return join(HEAD, FAILED, errors(response), BRACE, OPENING, LAST);
    }

    @Override
    public byte[] completed(String id) {
        return LAST;
    }

    @Override
    public byte[] heartbeat() {
        return join(HEAD, EMPTY, OPENING);
    }
}
