package dev.postern.fetching;

import dev.postern.binding.Bindings;
import dev.postern.binding.FieldBinding;
import dev.postern.execution.ErrorCode;
import dev.postern.execution.FieldError;
import dev.postern.execution.FieldException;
import dev.postern.schema.Transactions;
import graphql.ExecutionResult;
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

    public OperationTransactions(Bindings bindings) {
        this.bindings = bindings;
    }

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
        var context = parameters.getExecutionContext();
        if (context.getExecutionInput().getExtensions().get(ReferenceAttempt.NAME)
                instanceof ReferenceAttempt attempt) {
            attempt.begin(Transactions.of(context.getOperationDefinition()));
            context.getGraphQLContext().put(ReferenceAttempt.NAME, attempt);
        }
        return super.beginExecuteOperation(parameters, state);
    }

    @Override
    public DataFetcher<?> instrumentDataFetcher(
            DataFetcher<?> fetcher,
            InstrumentationFieldFetchParameters parameters,
            @Nullable InstrumentationState state) {
        var context = parameters.getExecutionContext();
        var isRoot = parameters.getExecutionStepInfo().getPath().getLevel() == 1;
        return isRoot && ReferenceAttempt.of(context.getGraphQLContext()).transaction() != null
                ? environment -> fetch(fetcher, environment, context)
                : fetcher;
    }

    private @Nullable Object fetch(
            DataFetcher<?> fetcher, DataFetchingEnvironment environment, ExecutionContext context) throws Exception {
        if (!context.getErrors().isEmpty()) {
            throw new FieldException(FieldError.UNDONE, null);
        }
        var coordinate = "Mutation." + environment.getFieldDefinition().getName();
        if (bindings.byCoordinate().get(coordinate) instanceof FieldBinding.Java) {
            throw new FieldException(
                    new FieldError(
                            ErrorCode.BAD_USER_INPUT,
                            coordinate + " cannot be part of a transaction, nor of a dry run. Ask for it alone."),
                    null);
        }
        return fetcher.get(environment);
    }
}
