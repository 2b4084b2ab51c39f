package dev.postern.plan;

import dev.postern.binding.Bindings;
import dev.postern.identity.Caller;
import dev.postern.schema.AccessRules;
import dev.postern.schema.Conditions;
import dev.postern.schema.GivenValues;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A valid operation with its plans: one for each combination of what {@code @skip} and {@code @include} are given. */
final class PlannedOperation {

    /** A document with seven conditions has 128 combinations; somebody who asks for more of them plans each time. */
    private static final int PLANS = 64;

    private final GraphQLSchema schema;
    private final Bindings bindings;
    private final AccessRules rules;
    private final OperationLimits limits;
    private final CacheProperties cache;
    private final OperationDefinition operation;
    private final Map<String, FragmentDefinition> fragments;
    private final GraphQLObjectType rootType;
    private final Set<String> conditions;
    private final Map<Key, Kept> plans = new ConcurrentHashMap<>();

    PlannedOperation(
            GraphQLSchema schema,
            Bindings bindings,
            AccessRules rules,
            OperationLimits limits,
            CacheProperties cache,
            OperationDefinition operation,
            Map<String, FragmentDefinition> fragments,
            GraphQLObjectType rootType) {
        this.schema = schema;
        this.bindings = bindings;
        this.rules = rules;
        this.limits = limits;
        this.cache = cache;
        this.operation = operation;
        this.fragments = fragments;
        this.rootType = rootType;
        this.conditions = Conditions.variablesIn(operation, fragments);
    }

    /** What tells one plan of the operation from another; those of whoever gives what they may not are made each time. */
    private record Key(Set<String> trueVariables, Denial denial) {}

    /**
     * What is remembered of a plan.
     *
     * @param cache how long its answer may be kept
     */
    private record Kept(Planner.Made made, CacheHint cache) {}

    boolean isMutation() {
        return operation.getOperation() == OperationDefinition.Operation.MUTATION;
    }

    boolean isSubscription() {
        return operation.getOperation() == OperationDefinition.Operation.SUBSCRIPTION;
    }

    boolean isKept() {
        return isMutation() && Transactions.of(operation) != Transactions.DRY_RUN;
    }

    /** The most statements that it can run, by the plans of the first 64 combinations of its conditions. */
    int foresee() {
        var names = conditions.stream()
                .sorted()
                .limit(Integer.numberOfTrailingZeros(PLANS))
                .toList();
        var most = 0;
        for (int bits = 0; bits < 1 << names.size(); bits++) {
            var combination = bits;
            var trueVariables = IntStream.range(0, names.size())
                    .filter(position -> (combination >> position & 1) == 1)
                    .mapToObj(names::get)
                    .collect(Collectors.toSet());
            most = Math.max(most, statements(trueVariables));
        }
        return most;
    }

    private int statements(Set<String> trueVariables) {
        try {
            return plan(trueVariables, Denial.NONE).made.plan().statements();
        } catch (NotPlannedException | GraphQLException unplanned) {
            return 0;
        }
    }

    Planned plan(Map<String, @Nullable Object> variables, Caller caller) {
        try {
            var coerced = coerce(variables);
            var kept = plan(coerced, new GivenValues(operation, variables), caller);
            var made = kept.made;
            return made.obstacle() == null
                    ? new Planned.Direct(made.plan(), coerced, schema, kept.cache, made.refusals())
                    : new Planned.Reference(made.obstacle(), made.plan().statements(), kept.cache, made.refusals());
        } catch (NotPlannedException | GraphQLException reason) {
            return new Planned.Reference(String.valueOf(reason.getMessage()));
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

    private Kept plan(CoercedVariables variables, GivenValues values, Caller caller) {
        var trueVariables = trueVariables(variables);
        var whole = plan(trueVariables, Denial.NONE);
        var asked = whole.made.asked();
        var asking = asking(whole.made.inputs(), values);
        if (asked.isEmpty() && asking.isEmpty()) {
            return whole;
        }
        var kept = plan(trueVariables, Denial.of(caller, asked, asking));
        return asking.isEmpty() ? kept : new Kept(kept.made, kept.cache.personal());
    }

    /** What a request gives that not everybody may give. */
    private List<GivenInput.Asking> asking(List<GivenInput> inputs, GivenValues values) {
        var asking = new ArrayList<GivenInput.Asking>();
        for (var input : inputs) {
            var place = input.place();
            var given = rules.inputs()
                    .of(place.coordinate(), input.definition(), place.selected().getArguments(), values);
            if (!given.isEmpty()) {
                asking.add(new GivenInput.Asking(place, given));
            }
        }
        return asking;
    }

    private Kept plan(Set<String> trueVariables, Denial denial) {
        var key = new Key(trueVariables, denial);
        var known = plans.get(key);
        if (known != null) {
            return known;
        }
        var collector = new FieldCollector(schema, fragments, trueVariables);
        var made = new Planner(bindings, rules, denial, collector).plan(rootType, operation);
        LimitException.require("The operation can run", made.plan().statements(), "statements", limits.statements());
        var kept = new Kept(made, isMutation() || isSubscription() ? CacheHint.NONE : cache(made));
        return plans.size() < PLANS && denial.inputs().isEmpty() ? remember(key, kept) : kept;
    }

    /** Subscribers share the runs of one plan, so that of several which were made at one time all but the first are forgotten. */
    private Kept remember(Key key, Kept made) {
        var first = plans.putIfAbsent(key, made);
        return first == null ? made : first;
    }

    /** What is not answered to everybody is nobody else's. */
    private CacheHint cache(Planner.Made made) {
        var hint = new CachePolicy(schema, cache.defaultMaxAge()).of(made.plan().root());
        return made.asked().isEmpty() ? hint : hint.personal();
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
