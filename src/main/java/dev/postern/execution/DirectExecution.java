package dev.postern.execution;

import dev.postern.plan.Plan;
import dev.postern.plan.Planned;
import dev.postern.plan.Plans;
import dev.postern.schema.ScalarProperties;
import graphql.GraphQLException;

/**
 * Operations by their plans: rows become the response without an object in between.
 *
 * <p>What it answers, the reference path would answer the same. Safe for use by several threads.
 */
public final class DirectExecution {

    private final Plans plans;
    private final StatementExecution execution;
    private final LeafWriters leaves;

    public DirectExecution(Plans plans, StatementExecution execution, ScalarProperties scalars) {
        this.plans = plans;
        this.execution = execution;
        this.leaves = new LeafWriters(scalars);
    }

    /**
     * Answers an operation, or leaves it to the reference path.
     *
     * @return false when only the reference path can answer; then nothing has run, and nothing was written
     */
    public boolean answer(OperationRequest request, ResponseTarget target) {
        return answer(plans.plan(request.document(), request.operationName(), request.variables()), target);
    }

    private boolean answer(Planned planned, ResponseTarget target) {
        return switch (planned) {
            case Planned.Reference reference -> false;
            case Planned.Direct direct -> run(direct, target);
        };
    }

    private boolean run(Planned.Direct direct, ResponseTarget target) {
        OperationInput input;
        try {
            input = new OperationInput(direct.plan(), direct.variables());
        } catch (GraphQLException argument) {
            return false;
        }
        var answer = new Answer(leaves);
        run(direct.plan(), input, answer);
        answer.send(target);
        return true;
    }

    private void run(Plan plan, OperationInput input, Answer answer) {
        var root = new RootParents(plan.root());
        for (var stage : plan.stages()) {
            new StageRun(execution, input, root).run(stage);
            if (!answer.write(root, stage.fields())) {
                return;
            }
        }
    }
}
