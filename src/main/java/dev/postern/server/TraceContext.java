package dev.postern.server;

import java.util.concurrent.ThreadFactory;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The trace that a request belongs to, as its header {@code traceparent} says, and as the log names it.
 *
 * <p>Source: https://www.w3.org/TR/trace-context/
 */
public final class TraceContext {

    static final String HEADER = "traceparent";

    /** What the log's pattern calls it. */
    static final String NAME = "traceId";

    /** A later version may have more behind these parts; {@code ff} is none. */
    private static final Pattern PARENT =
            Pattern.compile("(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    private TraceContext() {}

    /** The id of the trace, null where the header is missing, is there twice or cannot be read. */
    static @Nullable String traceId(HttpFields headers) {
        var values = headers.getValuesList(HEADER);
        if (values.size() != 1) {
            return null;
        }
        var parent = PARENT.matcher(values.getFirst());
        if (!parent.matches() || (parent.group(1).equals("00") && parent.group(3) != null)) {
            return null;
        }
        return parent.group(2);
    }

    /** Threads whose lines in the log name the trace of whoever started them. */
    public static ThreadFactory threads(ThreadFactory threads) {
        return task -> {
            var traceId = MDC.get(NAME);
            return threads.newThread(traceId == null ? task : () -> within(traceId, task));
        };
    }

    /** Names the trace in every line that is written meanwhile by this thread. */
    static void within(String traceId, Runnable task) {
        MDC.put(NAME, traceId);
        try {
            task.run();
        } finally {
            MDC.remove(NAME);
        }
    }
}
