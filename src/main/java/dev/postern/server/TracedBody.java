package dev.postern.server;

import dev.postern.execution.OperationTrace;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** A trace in an answer that was written without it. */
final class TracedBody {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String EXTENSIONS = "extensions";

    private TracedBody() {}

    /**
     * The answer with a trace among its extensions, which are its last member where it has any.
     *
     * @param body in parts, all of which are used up
     */
    static ByteBuffer of(List<ByteBuffer> body, OperationTrace trace) {
        var whole = new ByteArrayOutputStream();
        for (var part : body) {
            var bytes = new byte[part.remaining()];
            part.get(bytes);
            whole.writeBytes(bytes);
        }
        var answer = whole.toByteArray();
        var member = ",\"" + OperationTrace.NAME + "\":" + trace.json() + "}}";
        var isFirst = !hasExtensions(answer);
        var added = isFirst ? ",\"" + EXTENSIONS + "\":{" + member.substring(1) : member;
        var traced = new ByteArrayOutputStream();
        traced.write(answer, 0, answer.length - (isFirst ? 1 : 2));
        traced.writeBytes(added.getBytes(StandardCharsets.US_ASCII));
        return ByteBuffer.wrap(traced.toByteArray());
    }

    private static boolean hasExtensions(byte[] answer) {
        try (var parser = JSON.createParser(answer)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                if (EXTENSIONS.equals(parser.currentName())) {
                    return true;
                }
                parser.nextToken();
                parser.skipChildren();
            }
            return false;
        }
    }
}
