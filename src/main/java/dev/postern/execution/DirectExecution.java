package dev.postern.execution;

import dev.postern.plan.Plan;
import dev.postern.plan.Planned;
import dev.postern.schema.ScalarProperties;
import dev.postern.schema.Transactions;
import graphql.GraphQLException;
import java.util.List;

/**
 * Operations by their plans: rows become the response without an object in between.
 *
 * <p>What it answers, the reference path would answer the same. Safe for use by several threads.
 */
public final class DirectExecution {

    private final StatementExecution execution;
    private final LeafWriters leaves;
    private final BufferPool buffers;
    private final WholeExecution whole;

    public DirectExecution(StatementExecution execution, ScalarProperties scalars) {
        this(execution, scalars, new BufferPool());
    }

    DirectExecution(StatementExecution execution, ScalarProperties scalars, BufferPool buffers) {
        this.execution = execution;
        this.leaves = new LeafWriters(scalars);
        this.buffers = buffers;
        this.whole = new WholeExecution(execution, leaves, buffers);
    }

    /**
     * Answers an operation, or leaves it to the reference path.
     *
     * @return false when only the reference path can answer; then nothing has run, and nothing was written
     * @throws ClientGoneException when the client went away before it had all of the answer
     */
    public boolean answer(Planned planned, ResponseTarget target) {
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
        if (direct.plan().transactions() != Transactions.EACH_FIELD) {
            whole.run(direct.plan(), input, target);
            return true;
        }
        var root = new RootParents(direct.plan().root());
        var stages = direct.plan().stages();
        var answer = new Answer(root, stages.size() == 1, leaves, buffers, target);
        try {
            write(stages, input, root, answer);
            answer.send();
        } catch (RuntimeException failure) {
            answer.release();
            throw failure;
        }
        return true;
    }

    private void write(List<Plan.Stage> stages, OperationInput input, RootParents root, Answer answer) {
        for (var stage : stages) {
            new StageRun(execution, input, root, null).run(stage);
            if (!answer.write(stage.fields())) {
                return;
            }
        }
    }
}
