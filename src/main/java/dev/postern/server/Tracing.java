package dev.postern.server;

import dev.postern.execution.Explanations;
import dev.postern.execution.OperationTrace;
import dev.postern.identity.Caller;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/** Traces for those who ask for them by a header and may have them; safe for use by several threads. */
public final class Tracing {

    /** The header by which a client asks, with any value but {@code 0}. */
    private static final String HEADER = "Postern-Trace";

    private final TraceAccess access;
    private final Explanations explanations;

    public Tracing(TraceAccess access, Explanations explanations) {
        this.access = access;
        this.explanations = explanations;
    }

    /** The trace of a request that begins now, null for one that is not told. */
    @Nullable
    OperationTrace begin(HttpFields headers, Caller caller) {
        var asked = headers.get(HEADER);
        return asked == null || asked.equals("0") || !access.allows(caller) ? null : new OperationTrace(explanations);
    }
}
