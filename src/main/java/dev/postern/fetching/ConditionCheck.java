package dev.postern.fetching;

import dev.postern.schema.Conditions;
import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import org.jspecify.annotations.Nullable;

/**
 * The refusal of an operation whose {@code @skip} or {@code @include} is given null.
 *
 * <p>A variable with a default value may stand there and still be null, which graphql-java does not expect. Source:
 * https://spec.graphql.org/October2021/#sec-All-Variable-Usages-are-Allowed
 */
public final class ConditionCheck extends SimplePerformantInstrumentation {

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
        var context = parameters.getExecutionContext();
        var given = context.getCoercedVariables();
        for (var name : Conditions.variablesIn(context.getOperationDefinition(), context.getFragmentsByName())) {
            if (given.containsKey(name) && given.get(name) == null) {
                throw new AbortExecutionException(
                        "Variable '%s' is null, and @skip and @include need true or false.".formatted(name));
            }
        }
        return super.beginExecuteOperation(parameters, state);
    }
}
