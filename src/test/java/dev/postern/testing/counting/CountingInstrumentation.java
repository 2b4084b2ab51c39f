package dev.postern.testing.counting;

import graphql.ExecutionResult;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An instrumentation that tells each client how many operations came before. */
@Component
public class CountingInstrumentation extends SimplePerformantInstrumentation {

    private final AtomicInteger operations = new AtomicInteger();

    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(
            ExecutionResult result,
            InstrumentationExecutionParameters parameters,
            @Nullable InstrumentationState state) {
        return CompletableFuture.completedFuture(
                result.transform(builder -> builder.extensions(Map.of("before", operations.getAndIncrement()))));
    }
}
