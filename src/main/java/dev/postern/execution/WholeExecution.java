package dev.postern.execution;

import dev.postern.execution.IdempotentRequest.Claim;
import dev.postern.plan.Plan;
import dev.postern.schema.Transactions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The run of a mutation that is one transaction, by its plan.
 *
 * <p>Either the answer has no error and everything is kept, or its data is null and nothing is. A trial keeps nothing in
 * either case. Safe for use by several threads.
 */
final class WholeExecution {

    private final StatementExecution execution;
    private final LeafWriters leaves;
    private final BufferPool buffers;

    WholeExecution(StatementExecution execution, LeafWriters leaves, BufferPool buffers) {
        this.execution = execution;
        this.leaves = leaves;
        this.buffers = buffers;
    }

    /**
     * Runs it, again where it only lost against concurrent transactions, and sends the answer.
     *
     * @param request null unless it may be sent again
     */
    void run(Plan plan, OperationInput input, ResponseTarget target, @Nullable IdempotentRequest request) {
        var failed = 1;
        while (!attempt(plan, input, target, request, failed)) {
            failed++;
        }
    }

    /** Whether that was the last one. */
    private boolean attempt(
            Plan plan, OperationInput input, ResponseTarget target, @Nullable IdempotentRequest request, int number) {
        if (request == null) {
            return attempt(plan, input, target, execution.transaction(plan.transactions()), number);
        }
        return switch (request.claim(execution)) {
            case Claim.Held held -> attempt(plan, input, target, held.transaction(), number);
            case Claim.Answered known -> {
                target.replays();
                target.send(true, List.of(known.body()), () -> {});
                yield true;
            }
        };
    }

    private boolean attempt(
            Plan plan, OperationInput input, ResponseTarget target, OperationTransaction transaction, int number) {
        var root = new RootParents(plan.root());
        var answer = new Answer(root, false, leaves, buffers, target);
        try {
            for (var stage : plan.stages()) {
                if (!write(stage, new StageRun(execution, input, root, transaction), answer)) {
                    break;
                }
            }
            end(plan.transactions(), transaction, answer);
            if (transaction.hasLost() && execution.retries().again("A mutation in one transaction", number)) {
                answer.release();
                return false;
            }
            answer.send();
            return true;
        } catch (RuntimeException failure) {
            transaction.undo();
            answer.release();
            throw failure;
        }
    }

    /** Whether it went well. */
    private static boolean write(Plan.Stage stage, StageRun run, Answer answer) {
        run.run(stage);
        return answer.write(stage.fields()) && !answer.hasErrors();
    }

    private static void end(Transactions transactions, OperationTransaction transaction, Answer answer) {
        var refused = transaction.end(!answer.hasErrors(), answer::whole);
        if (answer.hasErrors()) {
            answer.undo();
        }
        refused.ifPresent(answer::undo);
        if (transactions == Transactions.DRY_RUN) {
            answer.isTrial();
        }
    }
}
