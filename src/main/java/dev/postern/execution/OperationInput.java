package dev.postern.execution;

import dev.postern.binding.FieldBinding;
import dev.postern.identity.Caller;
import dev.postern.plan.ArgumentPlan;
import dev.postern.plan.Plan;
import dev.postern.plan.StatementPlan;
import dev.postern.statement.Page;
import dev.postern.statement.Selection;
import graphql.execution.CoercedVariables;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a request gives to each statement of its plan, worked out before any of them runs. */
final class OperationInput {

    private final IdentityHashMap<StatementPlan, Map<String, @Nullable Object>> parameters = new IdentityHashMap<>();

    private final IdentityHashMap<StatementPlan, FieldError> refusals = new IdentityHashMap<>();
    private final Pages pages;
    private final Caller caller;
    private final IdentityHashMap<Plan.Level, List<StatementPlan>> statements = new IdentityHashMap<>();

    /** @throws graphql.GraphQLException when a variable leaves a required argument without a value */
    OperationInput(Plan plan, CoercedVariables variables, StatementExecution execution) {
        this.pages = execution.pages();
        this.caller = execution.caller();
        for (var stage : plan.stages()) {
            for (var level : stage.levels()) {
                level.statements().forEach(statement -> parameters.put(statement, of(statement, variables)));
                statements.put(level, together(level.statements()));
            }
        }
    }

    /** What is equal for nested statements that one run answers: only the values of variables tell some of them apart. */
    private record Run(FieldBinding binding, Set<String> selection, Object arguments) {}

    private List<StatementPlan> together(List<StatementPlan> plans) {
        if (plans.size() < 2 || plans.stream().noneMatch(OperationInput::mayMeetAnother)) {
            return plans;
        }
        var runs = new LinkedHashMap<Object, StatementPlan>();
        plans.forEach(plan -> runs.merge(run(plan), plan, this::together));
        return List.copyOf(runs.values());
    }

    private static boolean mayMeetAnother(StatementPlan plan) {
        return plan.binding() instanceof FieldBinding.Nested && plan.arguments() instanceof ArgumentPlan.Varying;
    }

    /** A root statement answers nobody else. */
    private Object run(StatementPlan plan) {
        return plan.binding() instanceof FieldBinding.Nested
                ? new Run(plan.binding(), plan.selection(), new ArgumentPlan.Fixed(parameters(plan)).identity())
                : plan;
    }

    private StatementPlan together(StatementPlan one, StatementPlan other) {
        var uses = Stream.concat(one.uses().stream(), other.uses().stream()).toList();
        var both = new StatementPlan(
                one.binding(), one.arguments(), one.selection(), one.needed().and(other.needed()), uses);
        parameters.put(both, parameters(one));
        Optional.ofNullable(refusals.get(one)).ifPresent(refusal -> refusals.put(both, refusal));
        return both;
    }

    /** The runs of a level, those that turn out to ask the same put together. */
    List<StatementPlan> statements(Plan.Level level) {
        return statements.getOrDefault(level, List.of());
    }

    private Map<String, @Nullable Object> of(StatementPlan statement, CoercedVariables variables) {
        var parameters =
                new HashMap<String, @Nullable Object>(statement.arguments().values(variables));
        parameters.put("claims", claims());
        if (statement.binding().isConnection()) {
            page(statement, parameters);
        }
        if (statement.binding().takesSelection()) {
            parameters.put("selection", new Selection(statement.selection()));
        }
        return parameters;
    }

    private void page(StatementPlan statement, Map<String, @Nullable Object> parameters) {
        try {
            parameters.put("page", pages.of(statement.binding().coordinate(), parameters));
        } catch (FieldException refused) {
            refusals.put(statement, refused.error());
        }
    }

    /** What of a connection is asked for; null for another field, and where there is a refusal. */
    @Nullable
    Page page(StatementPlan statement) {
        return parameters(statement).get("page") instanceof Page page ? page : null;
    }

    /** Why nobody can answer it, null where that is not known before it runs. */
    @Nullable
    FieldError refusal(StatementPlan statement) {
        return refusals.get(statement);
    }

    /** What was verified of who asks. */
    Map<String, @Nullable Object> claims() {
        return caller.claims();
    }

    /** Arguments by name, {@code claims}, and {@code selection} where the statement looks at it. */
    Map<String, @Nullable Object> parameters(StatementPlan statement) {
        return parameters.getOrDefault(statement, Map.of());
    }
}
