package dev.postern.fetching;

import graphql.ExecutionInput;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The locale under which graphql-java finds our wording of its messages, in {@code i18n/*_en__postern.properties}.
 *
 * <p>Its own wording prints syntax trees and class names.
 */
public final class OwnWords extends SimplePerformantInstrumentation {

    static final Locale LOCALE = Locale.of("en", "", "postern");

    @Override
    public ExecutionInput instrumentExecutionInput(
            ExecutionInput input, InstrumentationExecutionParameters parameters, @Nullable InstrumentationState state) {
        return input.transform(builder -> builder.locale(LOCALE));
    }
}
