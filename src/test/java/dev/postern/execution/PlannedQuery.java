package dev.postern.execution;

import dev.postern.identity.Caller;
import dev.postern.plan.Plan;
import dev.postern.plan.Planned;
import dev.postern.schema.ScalarProperties;
import dev.postern.schema.ScalarProperties.NumberForm;
import dev.postern.testing.Gateway;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A query that is planned, whose running and whose writing can each be had alone. */
final class PlannedQuery {

    private final StatementExecution execution;
    private final Planned.Direct planned;
    private final Plan.Stage stage;
    private final LeafWriters leaves = new LeafWriters(new ScalarProperties(NumberForm.STRING, NumberForm.STRING));

    PlannedQuery(Gateway gateway, String document, Map<String, @Nullable Object> variables) {
        this.execution = gateway.execution();
        this.planned = (Planned.Direct) gateway.plans().plan(document, null, variables, Caller.ANONYMOUS);
        this.stage = planned.plan().stages().getFirst();
    }

    /** What its statements bring. */
    RootParents run() {
        var root = new RootParents(planned.plan().root());
        var input = new OperationInput(planned, execution);
        new StageRun(execution, input, root, null).run(stage);
        return root;
    }

    /** The writing of what they brought. */
    void write(RootParents root, BufferPool buffers, ResponseTarget target) {
        var answer = new Answer(root, true, leaves, buffers, target);
        answer.write(stage.fields());
        answer.send();
    }
}
