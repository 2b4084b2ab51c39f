package dev.postern.execution;

import dev.postern.plan.Plan;
import dev.postern.plan.StatementPlan;
import dev.postern.statement.Selection;
import graphql.execution.CoercedVariables;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request gives to each statement of its plan, worked out before any of them runs. */
final class OperationInput {

    private final IdentityHashMap<StatementPlan, Map<String, @Nullable Object>> parameters = new IdentityHashMap<>();

    /** @throws graphql.GraphQLException when a variable leaves a required argument without a value */
    OperationInput(Plan plan, CoercedVariables variables) {
        for (var stage : plan.stages()) {
            for (var level : stage.levels()) {
                level.statements().forEach(statement -> parameters.put(statement, of(statement, variables)));
            }
        }
    }

    private static Map<String, @Nullable Object> of(StatementPlan statement, CoercedVariables variables) {
        var parameters =
                new HashMap<String, @Nullable Object>(statement.arguments().values(variables));
        parameters.put("claims", Map.of());
        if (statement.binding().takesSelection()) {
            parameters.put("selection", new Selection(statement.selection()));
        }
        return parameters;
    }

    /** Arguments by name, {@code claims}, and {@code selection} where the statement looks at it. */
    Map<String, @Nullable Object> parameters(StatementPlan statement) {
        return parameters.getOrDefault(statement, Map.of());
    }
}
