package dev.postern.execution;

import dev.postern.binding.FieldBinding;
import dev.postern.federation.RepresentationReader;
import dev.postern.identity.Caller;
import dev.postern.plan.ArgumentPlan;
import dev.postern.plan.FieldPlan;
import dev.postern.plan.FieldUse;
import dev.postern.plan.Plan;
import dev.postern.plan.Planned;
import dev.postern.plan.StatementPlan;
import dev.postern.statement.Page;
import dev.postern.statement.Selection;
import graphql.execution.CoercedVariables;
import graphql.schema.GraphQLSchema;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final GraphQLSchema schema;
    private final Map<FieldPlan, List<?>> representations = new HashMap<>();
    private final IdentityHashMap<Plan.Level, List<StatementPlan>> statements = new IdentityHashMap<>();

    private final Map<String, @Nullable Object> event;

    /** @throws graphql.GraphQLException when a variable leaves a required argument without a value */
    OperationInput(Planned.Direct planned, StatementExecution execution) {
        this(planned, execution, Map.of());
    }

    /**
     * @param event what a subscription's statement is given, none for another operation
     * @throws graphql.GraphQLException as above
     */
    OperationInput(Planned.Direct planned, StatementExecution execution, Map<String, @Nullable Object> event) {
        this.event = event;
        this.pages = execution.pages();
        this.caller = execution.caller();
        this.schema = planned.schema();
        var variables = planned.variables();
        for (var stage : planned.plan().stages()) {
            for (var level : stage.levels()) {
                level.entities().forEach(use -> representations.put(use.field(), given(use.field(), variables)));
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

    /** What another service names by keys. */
    EntityList entities(FieldUse use, StatementExecution execution) {
        var field = use.field();
        var given = representations.getOrDefault(field, List.of());
        if (given.size() > execution.mostRepresentations()) {
            return EntityList.failed(FieldError.tooMany(given.size(), execution.mostRepresentations()));
        }
        var entities = (FieldBinding.Entities) Bound.to(field);
        try {
            var reader = new RepresentationReader(schema, entities, selected(field), execution::keyTypes);
            return EntityList.of(use, reader.read(given));
        } catch (FieldException unasked) {
            return EntityList.failed(unasked.error());
        }
    }

    private static List<?> given(FieldPlan field, CoercedVariables variables) {
        return field.arguments().values(variables).get(FieldBinding.Entities.REPRESENTATIONS) instanceof List<?> given
                ? given
                : List.of();
    }

    private static Map<String, List<FieldBinding>> selected(FieldPlan field) {
        var selected = new HashMap<String, List<FieldBinding>>();
        for (var object : field.type().objects()) {
            selected.put(
                    object.typeName(),
                    object.fields().stream()
                            .map(FieldPlan::binding)
                            .filter(Objects::nonNull)
                            .toList());
        }
        return selected;
    }

    /** The runs of a level, those that turn out to ask the same put together. */
    List<StatementPlan> statements(Plan.Level level) {
        return statements.getOrDefault(level, List.of());
    }

    private Map<String, @Nullable Object> of(StatementPlan statement, CoercedVariables variables) {
        var parameters =
                new HashMap<String, @Nullable Object>(statement.arguments().values(variables));
        parameters.put("claims", claims());
        if (statement.binding() instanceof FieldBinding.Subscribed) {
            parameters.put("event", event);
        }
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
