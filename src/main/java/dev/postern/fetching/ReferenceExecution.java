package dev.postern.fetching;

import com.netflix.graphql.dgs.DgsQueryExecutor;
import dev.postern.execution.Interruption;
import dev.postern.execution.OperationRequest;
import dev.postern.execution.OperationResult;
import graphql.ExecutionResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Operations through DGS and graphql-java; safe for use by several threads.
 *
 * <p>The path that every operation can take, and that any faster one is compared with.
 */
public final class ReferenceExecution {

    private final DgsQueryExecutor executor;

    public ReferenceExecution(DgsQueryExecutor executor) {
        this.executor = executor;
    }

    /** The answer, errors included; it waits until all of it is there. */
    public OperationResult execute(OperationRequest request, Interruption interruption) {
        var result = executor.execute(
                request.document(), request.variables(), Map.of(OfRequest.INTERRUPTION, interruption), null, request.operationName(), null);
        return new OperationResult(body(result), result.isDataPresent());
    }

    /** Errors come first, as the specification advises, so that nobody overlooks them. */
    private static Map<String, @Nullable Object> body(ExecutionResult result) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        if (!result.getErrors().isEmpty()) {
            body.put(
                    "errors",
                    result.getErrors().stream().map(ErrorWriter::write).toList());
        }
        if (result.isDataPresent()) {
            body.put("data", result.getData());
        }
        if (result.getExtensions() != null) {
            body.put("extensions", result.getExtensions());
        }
        return body;
    }
}
