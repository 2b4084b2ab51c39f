package dev.postern.fetching;

import dev.postern.schema.MessageLocale;
import graphql.ExecutionInput;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.parser.ParserOptions;
import org.jspecify.annotations.Nullable;

/** {@link MessageLocale} for everything that graphql-java says, and our limits for what it parses. */
public final class OwnWords extends SimplePerformantInstrumentation {

    private final ParserOptions parser;

    public OwnWords(ParserOptions parser) {
        this.parser = parser;
    }

    @Override
    public ExecutionInput instrumentExecutionInput(
            ExecutionInput input, InstrumentationExecutionParameters parameters, @Nullable InstrumentationState state) {
        return input.transform(builder ->
                builder.locale(MessageLocale.OURS).graphQLContext(context -> context.of(ParserOptions.class, parser)));
    }
}
