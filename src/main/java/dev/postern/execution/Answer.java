package dev.postern.execution;

import dev.postern.plan.FieldPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The response to one operation while it is written.
 *
 * <p>It is kept until all of it is there, because an error may take back what was written. When it outgrows its buffer, the rows
 * are looked through; if they hold no error, what is written is sent at once from then on. Not safe for use by several
 * threads.
 */
final class Answer implements JsonBuffer.Overflow {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final byte[] DATA = "{\"data\":".getBytes(StandardCharsets.US_ASCII);

    private final BufferPool pool;
    private final ResponseTarget target;
    private final LeafWriters leaves;
    private final JsonBuffer out;
    private final AnswerWriter writer;
    private final RootParents root;
    private final boolean isWhole;
    private @Nullable OutputStream stream;
    private boolean isNull;
    private boolean isEmpty = true;

    /** @param isWhole whether everything has run before the first field is written */
    Answer(RootParents root, boolean isWhole, LeafWriters leaves, BufferPool pool, ResponseTarget target) {
        this.root = root;
        this.isWhole = isWhole;
        this.leaves = leaves;
        this.pool = pool;
        this.target = target;
        this.out = new JsonBuffer(pool.take(), this);
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
        if (field.binding() == null) {
            out.string(root.plan(0).typeName());
            return true;
        }
        return writer.linked(field, root.link(field), 0);
    }

    /** Errors come first, as the specification advises, so that nobody overlooks them. */
    void send() {
        end();
        if (stream != null) {
            finish(stream);
        } else if (writer.errors().isEmpty()) {
            var bytes = out.bytes();
            target.send(true, ByteBuffer.wrap(bytes, 0, out.kept()), () -> pool.give(bytes));
        } else {
            target.send(true, withErrors(), () -> {});
            pool.give(out.bytes());
        }
    }

    private void end() {
        if (isNull) {
            out.truncate(DATA.length);
            out.nothing();
        } else {
            out.ascii(isEmpty ? "{}" : "}");
        }
        out.character('}');
    }

    private ByteBuffer withErrors() {
        var errors = JSON.writeValueAsBytes(Map.of("errors", writer.errors().all()));
        errors[errors.length - 1] = ',';
        return ByteBuffer.allocate(errors.length + out.kept() - 1)
                .put(errors)
                .put(out.bytes(), 1, out.kept() - 1)
                .flip();
    }

    private void finish(OutputStream begun) {
        try {
            begun.write(out.bytes(), 0, out.kept());
            begun.close();
        } catch (IOException clientIsGone) {
            throw new UncheckedIOException(clientIsGone);
        } finally {
            pool.give(out.bytes());
        }
    }

    @Override
    public boolean flush(byte[] bytes, int length) {
        if (stream == null && !(isWhole && writer.errors().isEmpty() && root.isSure(leaves))) {
            return false;
        }
        if (stream == null) {
            stream = target.stream();
        }
        try {
            stream.write(bytes, 0, length);
            return true;
        } catch (IOException clientIsGone) {
            throw new UncheckedIOException(clientIsGone);
        }
    }
}
