package dev.postern.plan;

import dev.postern.binding.Bindings;
import dev.postern.schema.Conditions;
import dev.postern.schema.Transactions;
import graphql.GraphQLContext;
import graphql.GraphQLException;
import graphql.execution.CoercedVariables;
import graphql.execution.RawVariables;
import graphql.execution.ValuesResolver;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A valid operation with its plans: one for each combination of what {@code @skip} and {@code @include} are given. */
final class PlannedOperation {

    /** A document with seven conditions has 128 combinations; somebody who asks for more of them plans each time. */
    private static final int PLANS = 64;

    private final GraphQLSchema schema;
    private final Bindings bindings;
    private final OperationLimits limits;
    private final CacheProperties cache;
    private final OperationDefinition operation;
    private final Map<String, FragmentDefinition> fragments;
    private final GraphQLObjectType rootType;
    private final Set<String> conditions;
    private final Map<Set<String>, Kept> plans = new ConcurrentHashMap<>();

    PlannedOperation(
            GraphQLSchema schema,
            Bindings bindings,
            OperationLimits limits,
            CacheProperties cache,
            OperationDefinition operation,
            Map<String, FragmentDefinition> fragments,
            GraphQLObjectType rootType) {
        this.schema = schema;
        this.bindings = bindings;
        this.limits = limits;
        this.cache = cache;
        this.operation = operation;
        this.fragments = fragments;
        this.rootType = rootType;
        this.conditions = Conditions.variablesIn(operation, fragments);
    }

    /**
     * What is remembered of a plan.
     *
     * @param cache how long its answer may be kept
     */
    private record Kept(Planner.Made made, CacheHint cache) {}

    boolean isMutation() {
        return operation.getOperation() == OperationDefinition.Operation.MUTATION;
    }

    boolean isKept() {
        return isMutation() && Transactions.of(operation) != Transactions.DRY_RUN;
    }

    Planned plan(Map<String, @Nullable Object> variables) {
        try {
            var coerced = coerce(variables);
            var kept = plan(coerced);
            var obstacle = kept.made.obstacle();
            return obstacle == null
                    ? new Planned.Direct(kept.made.plan(), coerced, schema, kept.cache)
                    : new Planned.Reference(obstacle, kept.cache);
        } catch (NotPlannedException | GraphQLException reason) {
            return new Planned.Reference(String.valueOf(reason.getMessage()), CacheHint.NONE);
        }
    }

    @SuppressWarnings("NullAway") // JSON's variables may be null, which graphql-java's signature does not say
    private CoercedVariables coerce(Map<String, @Nullable Object> variables) {
        var definitions = operation.getVariableDefinitions();
        return definitions.isEmpty()
                ? CoercedVariables.emptyVariables()
                : ValuesResolver.coerceVariableValues(
                        schema, definitions, RawVariables.of(variables), GraphQLContext.getDefault(), Locale.ROOT);
    }

    private Kept plan(CoercedVariables variables) {
        var trueVariables = trueVariables(variables);
        var known = plans.get(trueVariables);
        if (known != null) {
            return known;
        }
        var collector = new FieldCollector(schema, fragments, trueVariables);
        var made = new Planner(bindings, collector).plan(rootType, operation);
        LimitException.require("The operation can run", made.plan().statements(), "statements", limits.statements());
        var kept = new Kept(made, isMutation() ? CacheHint.NONE : cache(made.plan()));
        if (plans.size() < PLANS) {
            plans.put(trueVariables, kept);
        }
        return kept;
    }

    private CacheHint cache(Plan plan) {
        return new CachePolicy(schema, cache.defaultMaxAge()).of(plan.root());
    }

    /** @throws NotPlannedException for a condition that is given null, which is no answer to it */
    private Set<String> trueVariables(CoercedVariables variables) {
        if (conditions.isEmpty()) {
            return Set.of();
        }
        var trueVariables = new HashSet<String>();
        for (var name : conditions) {
            if (variables.containsKey(name) && variables.get(name) == null) {
                throw new NotPlannedException("the condition $" + name + " is null");
            }
            if (Boolean.TRUE.equals(variables.get(name))) {
                trueVariables.add(name);
            }
        }
        return trueVariables;
    }
}
