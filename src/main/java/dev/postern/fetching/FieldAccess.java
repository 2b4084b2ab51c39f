package dev.postern.fetching;

import dev.postern.execution.AccessErrors;
import dev.postern.execution.FieldException;
import dev.postern.identity.Caller;
import dev.postern.schema.AccessRules;
import dev.postern.schema.GivenValues;
import dev.postern.schema.InputRules.Given;
import dev.postern.schema.Requirement;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLSchema;
import java.util.Set;
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
        var refused = refused(rules, parameters);
        return refused == null
                ? fetcher
                : environment -> {
                    throw new FieldException(
                            AccessErrors.of(refused, caller(parameters).isAuthenticated()), null);
                };
    }

    /** The coordinate of the field, or of what was given to it; null for a field that is answered. */
    private static @Nullable String refused(AccessRules rules, InstrumentationFieldFetchParameters parameters) {
        var step = parameters.getExecutionStepInfo();
        var definition = step.getFieldDefinition();
        var coordinate = step.getObjectType().getName() + "." + definition.getName();
        var caller = caller(parameters);
        if (!isMet(caller, rules.of(coordinate))) {
            return coordinate;
        }
        var arguments = step.getField().getSingleField().getArguments();
        if (!rules.inputs().mayAsk(coordinate, definition, arguments)) {
            return null;
        }
        var context = parameters.getExecutionContext();
        var values = new GivenValues(
                context.getOperationDefinition(),
                context.getExecutionInput().getRawVariables().toMap());
        return rules.inputs().of(coordinate, definition, arguments, values).stream()
                .filter(given -> !isMet(caller, given.asked()))
                .findFirst()
                .map(Given::coordinate)
                .orElse(null);
    }

    private static Caller caller(InstrumentationFieldFetchParameters parameters) {
        return ReferenceAttempt.of(parameters.getExecutionContext().getGraphQLContext())
                .caller();
    }

    private static boolean isMet(Caller caller, Set<Requirement> asked) {
        return asked.stream()
                .allMatch(one -> one.isMetBy(caller.isAuthenticated(), caller.scopes(), caller.policies()));
    }
}
