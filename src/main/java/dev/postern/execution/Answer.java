package dev.postern.execution;

import dev.postern.plan.FieldPlan;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The response to one operation while it is written. Not safe for use by several threads. */
final class Answer {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final byte[] DATA = "{\"data\":".getBytes(StandardCharsets.US_ASCII);

    private final JsonBuffer out = new JsonBuffer(new byte[1 << 14]);
    private final AnswerWriter writer;
    private boolean isNull;
    private boolean isEmpty = true;

    Answer(LeafWriters leaves) {
        this.writer = new AnswerWriter(out, leaves);
        out.raw(DATA);
    }

    /** Fields of the root; false when null takes the place of everything, so that nothing more may run. */
    boolean write(RootParents root, List<FieldPlan> fields) {
        for (var field : fields) {
            isEmpty = false;
            out.raw(field.label());
            isNull |= !write(root, field);
        }
        return !isNull;
    }

    private boolean write(RootParents root, FieldPlan field) {
        if (field.binding() == null) {
            out.string(root.plan(0).typeName());
            return true;
        }
        return writer.linked(field, root.link(field), 0);
    }

    /** Errors come first, as the specification advises, so that nobody overlooks them. */
    void send(ResponseTarget target) {
        end();
        target.send(true, writer.errors().isEmpty() ? ByteBuffer.wrap(out.bytes(), 0, out.length()) : withErrors());
    }

    private ByteBuffer withErrors() {
        var errors = JSON.writeValueAsBytes(Map.of("errors", writer.errors().all()));
        errors[errors.length - 1] = ',';
        return ByteBuffer.allocate(errors.length + out.length() - 1)
                .put(errors)
                .put(out.bytes(), 1, out.length() - 1)
                .flip();
    }

    private void end() {
        if (isNull) {
            out.truncate(DATA.length);
            out.nothing();
        } else {
            if (isEmpty) {
                out.character('{');
            }
            out.character('}');
        }
        out.character('}');
    }
}
