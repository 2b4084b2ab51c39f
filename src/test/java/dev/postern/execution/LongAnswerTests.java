package dev.postern.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.postern.identity.Caller;
import dev.postern.plan.Planned;
import dev.postern.plan.Plans;
import dev.postern.schema.ScalarProperties;
import dev.postern.schema.ScalarProperties.NumberForm;
import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer costs by its length, and what is left of one that nobody takes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongAnswerTests {

    private static final Path PROJECT = Path.of("src/test/resources/growth");
    private static final int BUFFERS = 100;

    private final Gateway gateway =
            Gateway.start(PROJECT, TestServer.migrated(PROJECT), "--postern.limits.rows=100000");
    private final BufferPool buffers = new BufferPool();
    private final Plans plans = gateway.plans();
    private final DirectExecution execution = new DirectExecution(
            gateway.execution(), new ScalarProperties(NumberForm.STRING, NumberForm.STRING), buffers);

    @AfterAll
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id name amount at", "id parts { label }"})
    void aRowCostsTheSameAmongManyAsAmongFew(String selection) {
        var few = bytesPerRow(selection, 1_000);
        var many = bytesPerRow(selection, 100_000);
        assertTrue(many <= few * 1.2, () -> "%.0f B a row of 1,000, %.0f B of 100,000".formatted(few, many));
    }

    private double bytesPerRow(String selection, int rows) {
        answer(selection, rows);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();
        answer(selection, rows);
        return (threads.getCurrentThreadAllocatedBytes() - before) / (double) rows;
    }

    private void answer(String selection, int rows) {
        var target = new CountingTarget();
        assertTrue(execution.answer(request(selection, rows), Caller.ANONYMOUS, null, new Interruption(), target));
        assertTrue(target.bytes() > rows * 10L);
    }

    @Test
    void theBuffersOfAnAnswerThatNobodyTakesAreUsedAgain() {
        var known = new ArrayList<byte[]>();
        for (int i = 0; i < BUFFERS; i++) {
            known.add(buffers.take());
        }
        known.forEach(buffers::give);
        var request = request("id name amount at", 100_000);
        var failure = assertThrows(
                ClientGoneException.class,
                () -> execution.answer(request, Caller.ANONYMOUS, null, new Interruption(), new GoneTarget()));
        assertEquals("gone", failure.getMessage());
        for (int i = 0; i < BUFFERS; i++) {
            assertTrue(known.remove(buffers.take()), "buffer " + i + " is another one");
        }
    }

    private Planned request(String selection, int rows) {
        var document = "query ($first: Int!) { rows(first: $first) { " + selection + " } }";
        return plans.plan(document, null, Map.of("first", rows), Caller.ANONYMOUS);
    }

    /** A client that takes 5 MB of a body that is sent while it is written, and then no more. */
    private static final class GoneTarget extends OutputStream implements ResponseTarget {

        private long bytes;

        @Override
        public void send(boolean executed, List<ByteBuffer> body, Runnable whenSent) {
            throw new IllegalStateException("the answer is short");
        }

        @Override
        public OutputStream stream() {
            return this;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one});
        }

        @Override
        public void write(byte[] part, int offset, int length) throws IOException {
            bytes += length;
            if (bytes > 5_000_000) {
                throw new IOException("gone");
            }
        }
    }
}
