package dev.postern.fetching;

import dev.postern.schema.MessageLocale;
import graphql.ExecutionInput;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import org.jspecify.annotations.Nullable;

/** {@link MessageLocale} for everything that graphql-java says. */
public final class OwnWords extends SimplePerformantInstrumentation {

    @Override
    public ExecutionInput instrumentExecutionInput(
            ExecutionInput input, InstrumentationExecutionParameters parameters, @Nullable InstrumentationState state) {
        return input.transform(builder -> builder.locale(MessageLocale.OURS));
    }
}
