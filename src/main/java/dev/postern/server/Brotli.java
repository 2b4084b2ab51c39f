package dev.postern.server;

import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import org.eclipse.jetty.compression.EncoderConfig;
import org.eclipse.jetty.compression.EncoderSink;
import org.eclipse.jetty.compression.brotli.BrotliCompression;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Brotli whose native memory ends with the answer, or with the garbage when its client went before: Jetty's own sink keeps it
 * for ever then.
 */
final class Brotli extends BrotliCompression {

    /** Two levels above cost two thirds more time for a twenty-fifth of the bytes; {@code docs/http.md} has the figures. */
    private static final int QUALITY = 2;

    /** 256 KB: as good as the largest for answers like these, and a bound for what each of them takes. */
    private static final int WINDOW = 18;

    private static final int BUFFER = 16 * 1024;

    private final Cleaner cleaner = Cleaner.create();

    @Override
    public EncoderSink newEncoderSink(Content.Sink sink, EncoderConfig config) {
        return new Encoding(sink, cleaner);
    }

    /** Its output is copied, so that nothing native is in use while it is sent. */
    private static final class Encoding extends EncoderSink {

        private final ByteArrayOutputStream output = new ByteArrayOutputStream(BUFFER);
        private final BrotliOutputStream encoder;
        private final Cleaner.Cleanable end;
        private boolean ended;

        Encoding(Content.Sink sink, Cleaner cleaner) {
            super(sink);
            try {
                encoder = new BrotliOutputStream(
                        output, new Encoder.Parameters().setQuality(QUALITY).setWindow(WINDOW), BUFFER);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            var unended = encoder;
            end = cleaner.register(this, () -> close(unended));
        }

        private static void close(BrotliOutputStream encoder) {
            try {
                encoder.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        protected synchronized @Nullable WriteRecord encode(boolean last, ByteBuffer content) {
            if (ended) {
                throw new IllegalStateException("the request has ended");
            }
            try {
                encoder.write(BufferUtil.toArray(content));
                content.position(content.limit());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            if (last) {
                release();
            }
            return last || output.size() > 0 ? new WriteRecord(last, taken(), Callback.NOOP) : null;
        }

        private ByteBuffer taken() {
            var taken = ByteBuffer.wrap(output.toByteArray());
            output.reset();
            return taken;
        }

        @Override
        protected synchronized void release() {
            if (ended) {
                return;
            }
            ended = true;
            end.clean();
        }
    }
}
