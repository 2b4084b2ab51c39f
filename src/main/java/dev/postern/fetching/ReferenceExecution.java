package dev.postern.fetching;

import com.netflix.graphql.dgs.DgsQueryExecutor;
import dev.postern.execution.FieldError;
import dev.postern.execution.Interruption;
import dev.postern.execution.OperationRequest;
import dev.postern.execution.OperationResult;
import dev.postern.execution.StatementExecution;
import dev.postern.schema.Transactions;
import graphql.ExecutionResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Operations through DGS and graphql-java; safe for use by several threads.
 *
 * <p>The path that every operation can take, and that any faster one is compared with.
 */
public final class ReferenceExecution {

    private final DgsQueryExecutor executor;
    private final StatementExecution execution;

    public ReferenceExecution(DgsQueryExecutor executor, StatementExecution execution) {
        this.executor = executor;
        this.execution = execution;
    }

    /** The answer, errors included; it waits until all of it is there. */
    public OperationResult execute(OperationRequest request, Interruption interruption) {
        for (int tries = 1; ; tries++) {
            var attempt = new ReferenceAttempt(execution.within(interruption));
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
            return new OperationResult(body(result, attempt), result.isDataPresent());
        } finally {
            end(attempt, false);
        }
    }

    private static @Nullable FieldError end(ReferenceAttempt attempt, boolean complete) {
        var transaction = attempt.transaction();
        return transaction == null ? null : transaction.end(complete).orElse(null);
    }

    /** Errors come first, as the specification advises, so that nobody overlooks them. */
    private static Map<String, @Nullable Object> body(ExecutionResult result, ReferenceAttempt attempt) {
        var errors = errors(result, attempt);
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

    /** Those of the fields, or else of the transaction's end. */
    private static List<Map<String, @Nullable Object>> errors(ExecutionResult result, ReferenceAttempt attempt) {
        var errors = new ArrayList<Map<String, @Nullable Object>>();
        for (var error : result.getErrors()) {
            if (!ErrorWriter.isUndone(error)) {
                errors.add(ErrorWriter.write(error));
            }
        }
        var refused = end(attempt, errors.isEmpty());
        if (refused != null) {
            errors.add(ErrorWriter.write(refused));
        }
        return errors;
    }

    private static Map<Object, Object> extensions(ExecutionResult result, ReferenceAttempt attempt) {
        var extensions = new LinkedHashMap<Object, Object>();
        if (result.getExtensions() != null) {
            extensions.putAll(result.getExtensions());
        }
        if (result.isDataPresent() && attempt.transactions() == Transactions.DRY_RUN) {
            extensions.put("dryRun", true);
        }
        return extensions;
    }
}
