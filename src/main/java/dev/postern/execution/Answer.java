package dev.postern.execution;

import dev.postern.execution.JsonBuffer.Part;
import dev.postern.plan.FieldPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The response to one operation while it is written.
 *
 * <p>It is kept until all of it is there, because an error may take back what was written. When it becomes too long for that,
 * the rows are looked through; if they hold no error, what is written is sent at once from then on, so that a long answer is
 * never in memory twice. Not safe for use by several threads.
 */
final class Answer implements JsonBuffer.Overflow {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final byte[] DATA = "{\"data\":".getBytes(StandardCharsets.US_ASCII);

    /** Below this, looking through the rows costs more than memory. */
    private static final long KEPT_AT_MOST = 4 << 20;

    private final ResponseTarget target;
    private final LeafWriters leaves;
    private final JsonBuffer out;
    private final AnswerWriter writer;
    private final RootParents root;
    private final int number;
    private final boolean isWhole;
    private @Nullable OutputStream stream;
    private @Nullable Boolean sure;
    private boolean trial;
    private boolean isNull;
    private boolean isEmpty = true;
    private boolean isEnded;

    /** @param isWhole whether everything has run before the first field is written */
    Answer(RootParents root, boolean isWhole, LeafWriters leaves, BufferPool pool, ResponseTarget target) {
        this(root, 0, isWhole, leaves, pool, target);
    }

    /** @param number of the root, where there are several */
    Answer(RootParents root, int number, boolean isWhole, LeafWriters leaves, BufferPool pool, ResponseTarget target) {
        this.root = root;
        this.number = number;
        this.isWhole = isWhole;
        this.leaves = leaves;
        this.target = target;
        this.out = new JsonBuffer(pool, this);
        this.writer = new AnswerWriter(out, leaves);
        out.raw(DATA);
    }

    /** Fields of the root; false when null takes the place of everything, so that nothing more may run. */
    boolean write(List<FieldPlan> fields) {
        for (var field : fields) {
            isEmpty = false;
            out.raw(field.label());
            isNull |= !write(field);
        }
        return !isNull;
    }

    private boolean write(FieldPlan field) {
        if (field.refusal() != null) {
            return writer.refused(field, field.refusal());
        }
        if (field.binding() == null) {
            out.string(root.plan(0).typeName());
            return true;
        }
        var entities = root.entities(field);
        return entities == null ? writer.linked(field, root.link(field), number) : entities.write(writer, field);
    }

    boolean hasErrors() {
        return !writer.errors().isEmpty();
    }

    /** Null takes the place of everything, as nothing of it was kept. */
    void undo() {
        isNull = true;
        isEnded = false;
    }

    /** The same, for a reason that is no field's. */
    void undo(FieldError error) {
        writer.errors().operation(error);
        undo();
    }

    /** Says that nothing of it was kept, though it may have no error. */
    void isTrial() {
        trial = true;
    }

    /** What the answer says of itself, behind its data. */
    private String extensions() {
        var trace = target.trace();
        if (trace == null || trace.isApart()) {
            return trial ? ",\"extensions\":{\"dryRun\":true}" : "";
        }
        return ",\"extensions\":{" + (trial ? "\"dryRun\":true," : "") + "\"" + OperationTrace.NAME + "\":"
                + trace.json() + "}";
    }

    void send() {
        end();
        if (stream != null) {
            finish(stream);
            return;
        }
        if (hasErrors()) {
            target.fails();
        }
        target.send(true, body(), out::release);
    }

    private List<ByteBuffer> body() {
        var body = new ArrayList<ByteBuffer>();
        if (!writer.errors().isEmpty()) {
            body.add(errors());
        }
        out.parts().forEach(part -> body.add(ByteBuffer.wrap(part.bytes(), 0, part.length())));
        if (!writer.errors().isEmpty()) {
            body.get(1).position(1);
        }
        return body;
    }

    /** All of an answer without errors as it will be sent; nothing may be added to it any more. */
    byte[] whole() {
        end();
        var whole = ByteBuffer.allocate(Math.toIntExact(out.length()));
        out.parts().forEach(part -> whole.put(part.bytes(), 0, part.length()));
        return whole.array();
    }

    private void end() {
        if (isEnded) {
            return;
        }
        isEnded = true;
        if (isNull) {
            out.truncate(DATA.length);
            out.nothing();
        } else {
            out.ascii(isEmpty ? "{}" : "}");
        }
        out.ascii(extensions());
        out.character('}');
    }

    /** Errors come first, as the specification advises, so that nobody overlooks them; the brace of the data goes. */
    private ByteBuffer errors() {
        var errors = JSON.writeValueAsBytes(Map.of("errors", writer.errors().all()));
        errors[errors.length - 1] = ',';
        return ByteBuffer.wrap(errors);
    }

    private void finish(OutputStream begun) {
        try {
            send(begun, out.parts());
            begun.close();
        } catch (IOException clientIsGone) {
            throw new ClientGoneException(clientIsGone);
        } finally {
            out.release();
        }
    }

    private static void send(OutputStream stream, List<Part> parts) throws IOException {
        for (var part : parts) {
            stream.write(part.bytes(), 0, part.length());
        }
    }

    /** The end of an answer that could not be sent. */
    void release() {
        out.release();
    }

    @Override
    public boolean send(List<Part> parts, long kept) {
        if (stream == null && (kept < KEPT_AT_MOST || !isSure())) {
            return false;
        }
        if (stream == null) {
            stream = target.stream();
        }
        try {
            send(stream, parts);
            return true;
        } catch (IOException clientIsGone) {
            throw new ClientGoneException(clientIsGone);
        }
    }

    /** Asked once: the rows do not change. */
    private boolean isSure() {
        if (sure == null) {
            sure = isWhole && writer.errors().isEmpty() && root.isSure(leaves);
        }
        return sure;
    }
}
