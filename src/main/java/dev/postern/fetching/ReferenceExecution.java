package dev.postern.fetching;

import com.netflix.graphql.dgs.DgsQueryExecutor;
import dev.postern.execution.IdempotentRequest;
import dev.postern.execution.IdempotentRequest.Claim;
import dev.postern.execution.Interruption;
import dev.postern.execution.KeyRefusedException;
import dev.postern.execution.OperationRequest;
import dev.postern.execution.OperationResult;
import dev.postern.execution.OperationTrace;
import dev.postern.execution.StatementExecution;
import dev.postern.schema.Transactions;
import graphql.ExecutionResult;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Operations through DGS and graphql-java; safe for use by several threads.
 *
 * <p>The path that every operation can take, and that any faster one is compared with.
 */
public final class ReferenceExecution {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final DgsQueryExecutor executor;
    private final StatementExecution execution;
    private final boolean traces;
    private final boolean suggests;

    /**
     * @param traces whether routers are told how long fields take
     * @param suggests whether messages name what the client did not write
     */
    public ReferenceExecution(
            DgsQueryExecutor executor, StatementExecution execution, boolean traces, boolean suggests) {
        this.traces = traces;
        this.suggests = suggests;
        this.executor = executor;
        this.execution = execution;
    }

    /** Whether a router that asks for it is told how long fields take. */
    public boolean traces() {
        return traces;
    }

    /**
     * The answer, errors included; it waits until all of it is there.
     *
     * @param idempotent null unless it is a mutation that may be sent again
     * @param isTraced whether to tell how long each field takes
     * @param trace what is told of all that runs, and said in the answer; null for nobody
     * @throws KeyRefusedException as {@link IdempotentRequest#claim}
     */
    public OperationResult execute(
            OperationRequest request,
            @Nullable IdempotentRequest idempotent,
            boolean isTraced,
            Interruption interruption,
            @Nullable OperationTrace trace) {
        var interruptible = execution.within(request.caller(), interruption, trace);
        for (int tries = 1; ; tries++) {
            var claim = idempotent == null ? null : idempotent.claim(interruptible);
            if (claim instanceof Claim.Answered known) {
                return new OperationResult(known.body(), true, false, true);
            }
            var attempt = new ReferenceAttempt(
                    interruptible, claim instanceof Claim.Held held ? held.transaction() : null, isTraced);
            var result = execute(request, attempt);
            var transaction = attempt.transaction();
            var hasLost = transaction != null && transaction.hasLost();
            if (!hasLost || !execution.retries().again("A mutation in one transaction", tries)) {
                return result;
            }
        }
    }

    private OperationResult execute(OperationRequest request, ReferenceAttempt attempt) {
        try {
            var extensions = Map.<String, Object>of(ReferenceAttempt.NAME, attempt);
            var result = executor.execute(
                    request.document(), request.variables(), extensions, null, request.operationName(), null);
            var body = ByteBuffer.wrap(ended(result, attempt));
            return new OperationResult(
                    body, result.isDataPresent(), !result.getErrors().isEmpty(), false);
        } finally {
            var transaction = attempt.transaction();
            if (transaction != null) {
                transaction.undo();
            }
        }
    }

    /** The body, which is there before the transaction ends, unless the end itself is refused. */
    private byte[] ended(ExecutionResult result, ReferenceAttempt attempt) {
        var errors = errors(result);
        var body = JSON.writeValueAsBytes(body(result, attempt, errors));
        var transaction = attempt.transaction();
        if (transaction == null) {
            return body;
        }
        return transaction
                .end(errors.isEmpty(), () -> body)
                .map(refused -> JSON.writeValueAsBytes(body(result, attempt, List.of(ErrorWriter.write(refused)))))
                .orElse(body);
    }

    private List<Map<String, @Nullable Object>> errors(ExecutionResult result) {
        return result.getErrors().stream()
                .filter(error -> !ErrorWriter.isUndone(error))
                .map(error -> ErrorWriter.write(error, suggests))
                .toList();
    }

    /** Errors come first, as the specification advises, so that nobody overlooks them. */
    private static Map<String, @Nullable Object> body(
            ExecutionResult result, ReferenceAttempt attempt, List<Map<String, @Nullable Object>> errors) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        if (!errors.isEmpty()) {
            body.put("errors", errors);
        }
        if (result.isDataPresent()) {
            var undone = attempt.transaction() != null && !errors.isEmpty();
            body.put("data", undone ? null : result.getData());
        }
        var extensions = extensions(result, attempt);
        if (!extensions.isEmpty()) {
            body.put("extensions", extensions);
        }
        return body;
    }

    private static Map<Object, Object> extensions(ExecutionResult result, ReferenceAttempt attempt) {
        var extensions = new LinkedHashMap<Object, Object>();
        if (result.getExtensions() != null) {
            extensions.putAll(result.getExtensions());
        }
        if (result.isDataPresent() && attempt.transactions() == Transactions.DRY_RUN) {
            extensions.put("dryRun", true);
        }
        if (attempt.trace() != null && !attempt.trace().isApart()) {
            extensions.put(OperationTrace.NAME, attempt.trace().value());
        }
        return extensions;
    }
}
