package dev.postern.execution;

import dev.postern.plan.FieldPlan;
import dev.postern.plan.ObjectPlan;
import dev.postern.plan.Plan;
import dev.postern.statement.RunTrace;
import dev.postern.statement.StatementCall;
import dev.postern.statement.TracedRun;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one operation had Postgres do: which statements ran for which of its fields, and what each took.
 *
 * <p>It is gathered only where somebody asks for it. Safe for use by several threads.
 */
public final class OperationTrace implements RunTrace {

    /** Its name among an answer's {@code extensions}. */
    public static final String NAME = "postern";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final long start = System.nanoTime();
    private final Explanations explanations;
    private final List<TraceLevel> levels = new ArrayList<>();
    private final IdentityHashMap<FieldPlan, String> paths = new IdentityHashMap<>();
    private boolean isPlanned;
    private boolean isApart;
    private boolean isReplayed;

    /** @param explanations remembers what ran, so that it can be explained afterwards */
    public OperationTrace(Explanations explanations) {
        this.explanations = explanations;
    }

    /** Says that the answer is kept for whoever sends the same again, so that this goes beside it and is not kept. */
    public synchronized void standApart() {
        isApart = true;
    }

    /** Whether the answer is written without it, and it is added as that goes out. */
    public synchronized boolean isApart() {
        return isApart;
    }

    /** Says that nothing runs, because the answer was kept of an earlier request. */
    public synchronized void replayed() {
        isReplayed = true;
    }

    /** Says by which plan the operation runs; without, it is graphql-java that runs it. */
    synchronized void plannedAs(Plan plan) {
        isPlanned = true;
        paths.clear();
        name(plan.root(), "", new IdentityHashMap<>());
    }

    /** A selection that stands below several fields has the way to the first of them. */
    private void name(ObjectPlan object, String way, IdentityHashMap<ObjectPlan, Boolean> seen) {
        if (seen.put(object, true) != null) {
            return;
        }
        for (var field : object.fields()) {
            var path = way + field.responseKey();
            paths.put(field, path);
            field.totals().forEach(total -> paths.put(total, path + ".totalCount"));
            field.type().objects().forEach(below -> name(below, path + ".", seen));
        }
    }

    /** Says that what runs from now on waited for what ran before. */
    synchronized void nextLevel() {
        levels.add(new TraceLevel());
    }

    /** Says for which fields of the operation a call is. */
    synchronized void expect(LevelRun run, StatementCall call) {
        level().expect(run, call);
    }

    @Override
    public synchronized void waited(long begun, long nanos) {
        level().waited(begun, nanos);
    }

    /** What nobody said anything of before is a level of its own, unless it ran beside the last one. */
    @Override
    public synchronized void ran(TracedRun run) {
        if (!isPlanned && !level().isBeside(run)) {
            nextLevel();
        }
        level().ran(run);
    }

    private TraceLevel level() {
        if (levels.isEmpty()) {
            levels.add(new TraceLevel());
        }
        return levels.getLast();
    }

    /** All of it as JSON has it, up to now. */
    public synchronized Map<String, @Nullable Object> value() {
        var value = new TraceValue(start, paths, explanations).of(isPlanned, levels);
        value.put("replayed", isReplayed);
        return value;
    }

    /** The same as text, in ASCII. */
    public String json() {
        return JSON.writeValueAsString(value());
    }
}
