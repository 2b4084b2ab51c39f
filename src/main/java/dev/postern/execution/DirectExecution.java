package dev.postern.execution;

import dev.postern.identity.Caller;
import dev.postern.plan.Plan;
import dev.postern.plan.Planned;
import dev.postern.schema.ScalarProperties;
import dev.postern.schema.Transactions;
import graphql.GraphQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Operations by their plans: rows become the response without an object in between.
 *
 * <p>What it answers, the reference path would answer the same. Safe for use by several threads.
 */
public final class DirectExecution {

    private final StatementExecution execution;
    private final LeafWriters leaves;
    private final BufferPool buffers;

    public DirectExecution(StatementExecution execution, ScalarProperties scalars) {
        this(execution, scalars, new BufferPool());
    }

    DirectExecution(StatementExecution execution, ScalarProperties scalars, BufferPool buffers) {
        this.execution = execution;
        this.leaves = new LeafWriters(scalars);
        this.buffers = buffers;
    }

    /**
     * Answers an operation, or leaves it to the reference path.
     *
     * @param caller who asks
     * @param request null unless it is a mutation that may be sent again
     * @return false when only the reference path can answer; then nothing has run, and nothing was written
     * @throws ClientGoneException when the client went away before it had all of the answer
     * @throws KeyRefusedException as {@link IdempotentRequest#claim}
     */
    public boolean answer(
            Planned planned,
            Caller caller,
            @Nullable IdempotentRequest request,
            Interruption interruption,
            ResponseTarget target) {
        return switch (planned) {
            case Planned.Reference reference -> false;
            case Planned.Direct direct ->
                run(direct, request, execution.within(caller, interruption, target.trace()), target);
        };
    }

    private boolean run(
            Planned.Direct direct,
            @Nullable IdempotentRequest request,
            StatementExecution interruptible,
            ResponseTarget target) {
        OperationInput input;
        try {
            input = new OperationInput(direct, interruptible);
        } catch (GraphQLException argument) {
            return false;
        }
        if (target.trace() != null) {
            target.trace().plannedAs(direct.plan());
        }
        if (request != null || direct.plan().transactions() != Transactions.EACH_FIELD) {
            new WholeExecution(interruptible, leaves, buffers).run(direct.plan(), input, target, request);
            return true;
        }
        var root = new RootParents(direct.plan().root());
        var stages = direct.plan().stages();
        var answer = new Answer(root, stages.size() == 1, leaves, buffers, target);
        try {
            write(stages, stage -> new StageRun(interruptible, input, root, null).run(stage), answer, target);
            answer.send();
        } catch (RuntimeException failure) {
            answer.release();
            throw failure;
        }
        return true;
    }

    private static void write(List<Plan.Stage> stages, Consumer<Plan.Stage> run, Answer answer, ResponseTarget target) {
        for (var stage : stages) {
            var start = System.nanoTime();
            run.accept(stage);
            var ran = System.nanoTime();
            target.took(Phase.DATABASE, ran - start);
            var goesOn = answer.write(stage.fields());
            target.took(Phase.WRITE, System.nanoTime() - ran);
            if (!goesOn) {
                return;
            }
        }
    }
}
