package dev.postern.execution;

import dev.postern.binding.FieldBinding;
import dev.postern.plan.FieldPlan;
import dev.postern.plan.FieldUse;
import dev.postern.plan.ObjectPlan;
import dev.postern.plan.Plan;
import dev.postern.statement.Session;
import dev.postern.statement.StatementCall;
import dev.postern.statement.StatementException;
import dev.postern.statement.StatementOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The run of one stage's statements, level by level, on one connection.
 *
 * <p>Afterwards every field that has a statement has its {@link Link}, and the connection is free: nothing of the answer has
 * been written yet. Not safe for use by several threads.
 */
final class StageRun {

    private final StatementExecution execution;
    private final OperationInput input;
    private final RootParents root;
    private final @Nullable OperationTransaction transaction;
    private final List<Failed> failed = new ArrayList<>();
    private @Nullable Session session;

    /** The objects of the level above, by what is selected of them. */
    private Map<ObjectPlan, List<Parents>> parents = new HashMap<>();

    private Map<ObjectPlan, List<Parents>> children = new HashMap<>();

    /** @param transaction what everything runs in, null where each mutation field has its own */
    StageRun(
            StatementExecution execution,
            OperationInput input,
            RootParents root,
            @Nullable OperationTransaction transaction) {
        this.execution = execution;
        this.transaction = transaction;
        this.input = input;
        this.root = root;
        parents.put(root.plan(0), List.of(root));
    }

    /** A run that came to nothing, whose error is worded once the connection is free: the wording may need one. */
    private record Failed(LevelRun run, RuntimeException failure) {}

    void run(Plan.Stage stage) {
        try {
            stage.levels().forEach(this::run);
        } finally {
            execution.close(session);
        }
        failed.forEach(this::word);
    }

    private void run(Plan.Level level) {
        children = new LinkedHashMap<>();
        level.held().forEach(this::hold);
        var runs = new ArrayList<LevelRun>();
        level.entities().forEach(use -> runs.addAll(entities(use)));
        var asked = new ArrayList<KeyedRun>();
        var refused = new HashSet<FieldPlan>();
        for (var statement : input.statements(level)) {
            var run = KeyedRun.of(statement, input.page(statement), parents, execution.mostRows());
            var refusal = input.refusal(statement);
            if (refusal == null) {
                asked.add(run);
            } else {
                run.fail(refusal);
                refused.addAll(run.totals());
            }
        }
        asked.stream().filter(run -> run.hasKeys() && !run.isOnlyFor(refused)).forEach(runs::add);
        if (!runs.isEmpty()) {
            run(runs);
        }
        complete();
        parents = children;
    }

    /** What the level's rows lack comes before anybody asks below them; so does the wording of what did not come. */
    private void complete() {
        var runs = new ArrayList<LevelRun>();
        for (var run : CompletionRun.of(children)) {
            if (run.hasKeys()) {
                runs.add(run);
            } else {
                run.bringNothing();
            }
        }
        if (runs.isEmpty()) {
            return;
        }
        run(runs);
        var lost = failed.stream().filter(one -> runs.contains(one.run)).toList();
        if (!lost.isEmpty()) {
            failed.removeAll(lost);
            execution.close(session);
            session = null;
            lost.forEach(this::word);
        }
    }

    /** Before the stage has a connection of its own, because Postgres may have to be asked how keys are written. */
    private List<InterfaceRun> entities(FieldUse use) {
        var list = input.entities(use, execution);
        root.bring(use.field(), list);
        list.register(this::register);
        return list.runs().stream().filter(LevelRun::hasKeys).toList();
    }

    private void word(Failed one) {
        one.run.fail(execution.error(one.run.coordinate(), one.failure));
    }

    private void hold(FieldUse use) {
        parents.getOrDefault(use.parent(), List.of())
                .forEach(objects -> register(objects.held(use.parent(), use.field()), use));
    }

    private void run(List<? extends LevelRun> runs) {
        if (execution.trace() != null) {
            execution.trace().nextLevel();
        }
        if (transaction != null) {
            runs.forEach(run -> run(transaction, run));
            return;
        }
        if (runs.getFirst() instanceof KeyedRun only && only.binding() instanceof FieldBinding.Write write) {
            write(only, write);
            return;
        }
        try {
            run(session(), runs);
        } catch (StatementException noConnection) {
            runs.forEach(run -> failed.add(new Failed(run, noConnection)));
        }
    }

    private void run(OperationTransaction open, LevelRun run) {
        try {
            run.bring(open.run(run.binding(), call(run)), this::register);
        } catch (RuntimeException failure) {
            failed.add(new Failed(run, failure));
        }
    }

    private Session session() {
        var open = session;
        if (open == null) {
            open = execution.open();
            session = open;
        }
        return open;
    }

    private void run(Session open, List<? extends LevelRun> runs) {
        var outcomes = execution.queries(open, runs.stream().map(this::call).toList());
        for (int i = 0; i < runs.size(); i++) {
            bring(runs.get(i), outcomes.get(i));
        }
    }

    private StatementCall call(LevelRun run) {
        var call = run.call(input);
        if (execution.trace() != null) {
            execution.trace().expect(run, call);
        }
        return call;
    }

    /** One that only lost against concurrent transactions runs again. */
    private void write(KeyedRun run, FieldBinding.Write binding) {
        for (int tries = 1; ; tries++) {
            try {
                run.bring(StatementExecution.write(session(), binding, call(run)), this::register);
                return;
            } catch (RuntimeException failure) {
                execution.close(session);
                session = null;
                if (!execution.mayRunAgain(failure, binding.coordinate(), tries)) {
                    failed.add(new Failed(run, failure));
                    return;
                }
            }
        }
    }

    private void bring(LevelRun run, StatementOutcome outcome) {
        switch (outcome) {
            case StatementOutcome.Refused refused -> failed.add(new Failed(run, refused.failure()));
            case StatementOutcome.Returned returned -> bring(run, returned);
        }
    }

    private void bring(LevelRun run, StatementOutcome.Returned returned) {
        try {
            run.bring(returned.result(), this::register);
        } catch (FieldException unreadable) {
            failed.add(new Failed(run, unreadable));
        }
    }

    private void register(Parents objects, FieldUse use) {
        for (var plan : use.field().type().objects()) {
            if (plan.asks()) {
                register(plan, objects);
            }
        }
    }

    private void register(ObjectPlan plan, Parents objects) {
        children.computeIfAbsent(plan, key -> new ArrayList<>()).add(objects);
    }
}
