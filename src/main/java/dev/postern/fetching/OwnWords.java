package dev.postern.fetching;

import dev.postern.schema.MessageLocale;
import graphql.ExecutionInput;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.parser.ParserOptions;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@link MessageLocale} for everything that graphql-java says, and our limits for what it parses. */
public final class OwnWords extends SimplePerformantInstrumentation {

    private final ParserOptions parser;
    private final Locale locale;

    /** @param suggests whether messages name what the client did not write */
    public OwnWords(ParserOptions parser, boolean suggests) {
        this.parser = parser;
        this.locale = MessageLocale.of(suggests);
    }

    @Override
    public ExecutionInput instrumentExecutionInput(
            ExecutionInput input, InstrumentationExecutionParameters parameters, @Nullable InstrumentationState state) {
        return input.transform(builder ->
                builder.locale(locale).graphQLContext(context -> context.of(ParserOptions.class, parser)));
    }
}
