package dev.postern.fetching;

import com.apollographql.federation.graphqljava.tracing.FederatedTracingInstrumentation;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.parameters.InstrumentationCreateStateParameters;

/**
 * How long each field took, for a router that asks for it; nothing for anybody else.
 *
 * <p>It measures what graphql-java fetches, so operations that are traced take the reference path. Source:
 * https://www.apollographql.com/docs/graphos/reference/federation/federated-trace-data
 */
public final class FederatedTracing extends FederatedTracingInstrumentation {

    @Override
    public InstrumentationState createState(InstrumentationCreateStateParameters parameters) {
        var input = parameters.getExecutionInput();
        if (input.getExtensions().get(ReferenceAttempt.NAME) instanceof ReferenceAttempt attempt
                && attempt.isTraced()) {
            input.getGraphQLContext().put(FEDERATED_TRACING_HEADER_NAME, FEDERATED_TRACING_HEADER_VALUE);
        }
        return super.createState(parameters);
    }
}
