package dev.postern.server;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** Bytes put together. */
final class FrameText {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FrameText() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A text as JSON. */
    static byte[] quoted(String text) {
        return JSON.writeValueAsBytes(text);
    }

    /** The list of errors in a response that has nothing else. */
    static byte[] errors(byte[] response) {
        return JSON.writeValueAsBytes(JSON.readTree(response).path("errors"));
    }

    static byte[] join(byte[]... parts) {
        var length = 0;
        for (var part : parts) {
            length += part.length;
        }
        var whole = new byte[length];
        var at = 0;
        for (var part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }
}
