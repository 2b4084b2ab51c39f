package dev.postern.fetching;

import dev.postern.execution.AccessErrors;
import dev.postern.execution.FieldException;
import dev.postern.schema.AccessRules;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLSchema;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The refusal of fields that are not for whoever asks, on the reference path; operations of Java's own ask as nobody. */
public final class FieldAccess extends SimplePerformantInstrumentation {

    private final Function<GraphQLSchema, AccessRules> reader;
    private volatile @Nullable Known known;

    /** The schema is one for as long as this is, and only known when something runs. */
    private record Known(GraphQLSchema schema, AccessRules rules) {}

    /** @param reader what a schema's fields ask */
    public FieldAccess(Function<GraphQLSchema, AccessRules> reader) {
        this.reader = reader;
    }

    private AccessRules rules(GraphQLSchema schema) {
        var found = known;
        if (found == null || !found.schema.equals(schema)) {
            found = new Known(schema, reader.apply(schema));
            known = found;
        }
        return found.rules;
    }

    @Override
    public DataFetcher<?> instrumentDataFetcher(
            DataFetcher<?> fetcher,
            InstrumentationFieldFetchParameters parameters,
            @Nullable InstrumentationState state) {
        var context = parameters.getExecutionContext();
        var rules = rules(context.getGraphQLSchema());
        if (rules.areNone()) {
            return fetcher;
        }
        var step = parameters.getExecutionStepInfo();
        var coordinate =
                step.getObjectType().getName() + "." + step.getFieldDefinition().getName();
        var caller = ReferenceAttempt.of(context.getGraphQLContext()).caller();
        var isMet = rules.of(coordinate).stream()
                .allMatch(one -> one.isMetBy(caller.isAuthenticated(), caller.scopes(), caller.policies()));
        return isMet
                ? fetcher
                : environment -> {
                    throw new FieldException(AccessErrors.of(coordinate, caller.isAuthenticated()), null);
                };
    }
}
