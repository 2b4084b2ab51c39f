package dev.postern.fetching;

import dev.postern.binding.Bindings;
import dev.postern.binding.FieldBinding;
import dev.postern.execution.ErrorCode;
import dev.postern.execution.FieldError;
import dev.postern.execution.FieldException;
import dev.postern.execution.StatementExecution;
import dev.postern.schema.Transactions;
import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/** {@code @transaction} and {@code @dryRun} on the reference path: the first error is the last thing that happens. */
public final class OperationTransactions extends SimplePerformantInstrumentation {

    private final Bindings bindings;
    private final StatementExecution execution;

    /** @param execution for operations that no request began */
    public OperationTransactions(Bindings bindings, StatementExecution execution) {
        this.bindings = bindings;
        this.execution = execution;
    }

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
        var context = parameters.getExecutionContext();
        var transactions = Transactions.of(context.getOperationDefinition());
        var attempt =
                context.getExecutionInput().getExtensions().get(ReferenceAttempt.NAME) instanceof ReferenceAttempt begun
                        ? begun
                        : unrequested(transactions);
        attempt.begin(transactions);
        context.getGraphQLContext().put(ReferenceAttempt.NAME, attempt);
        return super.beginExecuteOperation(parameters, state);
    }

    /** Java that runs an operation itself is not there to end a transaction when the answer is written. */
    private ReferenceAttempt unrequested(Transactions transactions) {
        if (transactions != Transactions.EACH_FIELD) {
            throw new AbortExecutionException(
                    "@transaction and @dryRun are for operations that a client sends: Java cannot run one itself.");
        }
        return new ReferenceAttempt(execution, null, false);
    }

    @Override
    public DataFetcher<?> instrumentDataFetcher(
            DataFetcher<?> fetcher,
            InstrumentationFieldFetchParameters parameters,
            @Nullable InstrumentationState state) {
        var context = parameters.getExecutionContext();
        var isRoot = parameters.getExecutionStepInfo().getPath().getLevel() == 1;
        var attempt = ReferenceAttempt.of(context.getGraphQLContext());
        return isRoot && attempt.transaction() != null
                ? environment -> fetch(fetcher, environment, context, attempt.isIdempotent())
                : fetcher;
    }

    private @Nullable Object fetch(
            DataFetcher<?> fetcher, DataFetchingEnvironment environment, ExecutionContext context, boolean isIdempotent)
            throws Exception {
        if (!context.getErrors().isEmpty()) {
            throw new FieldException(FieldError.UNDONE, null);
        }
        var coordinate = "Mutation." + environment.getFieldDefinition().getName();
        if (bindings.byCoordinate().get(coordinate) instanceof FieldBinding.Java) {
            throw new FieldException(
                    new FieldError(
                            ErrorCode.BAD_USER_INPUT,
                            coordinate
                                    + (isIdempotent
                                            ? " cannot be kept together with its answer. Ask for it alone, without an"
                                                    + " Idempotency-Key."
                                            : " cannot be part of a transaction, nor of a dry run. Ask for it alone.")),
                    null);
        }
        return fetcher.get(environment);
    }
}
