package dev.postern.execution;

import dev.postern.binding.FieldBinding;
import dev.postern.binding.NeededColumns;
import dev.postern.plan.FieldPlan;
import dev.postern.plan.FieldUse;
import dev.postern.plan.ObjectPlan;
import dev.postern.statement.Rows;
import dev.postern.statement.StatementCall;
import dev.postern.statement.StatementResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** One run of an entity's statement, for all rows of a level that have its keys and lack a column that is selected. */
final class CompletionRun implements LevelRun {

    private final FieldBinding.Nested entity;
    private final KeyTable keys;
    private final Set<FieldBinding> missing = new LinkedHashSet<>();
    private final List<Target> targets = new ArrayList<>();

    private CompletionRun(FieldBinding.Nested entity) {
        this.entity = entity;
        this.keys = new KeyTable(entity.keys().size());
    }

    /** Rows that lack something. */
    private static final class Target {

        private final ObjectPlan plan;
        private final RowParents rows;
        private final int[] numbers;

        /** @param numbers the key of each row, -1 where it has none or is of another type */
        Target(ObjectPlan plan, RowParents rows, int[] numbers) {
            this.plan = plan;
            this.rows = rows;
            this.numbers = numbers;
        }

        void complete(Completion completion) {
            rows.complete(plan, completion);
        }
    }

    /** The runs that it takes to complete the rows of a level. */
    static List<CompletionRun> of(Map<ObjectPlan, List<Parents>> level) {
        var runs = new LinkedHashMap<FieldBinding.Nested, CompletionRun>();
        level.forEach((plan, objects) -> objects.forEach(parents -> add(plan, parents, runs)));
        return List.copyOf(runs.values());
    }

    private static void add(ObjectPlan plan, Parents parents, Map<FieldBinding.Nested, CompletionRun> runs) {
        if (!(parents instanceof RowParents rows)
                || rows.size() == 0
                || rows.completion(plan) != null
                || !rows.mayBeCompleted(plan)) {
            return;
        }
        var lacking = rows.missing(plan);
        var entity = rows.entity(plan, lacking);
        if (entity != null) {
            runs.computeIfAbsent(entity, CompletionRun::new).add(plan, rows, lacking);
        }
    }

    private void add(ObjectPlan plan, RowParents rows, List<FieldBinding> lacking) {
        missing.addAll(lacking);
        var reader = rows.keys(plan, entity.keys(), entity.coordinate());
        var numbers = new int[rows.size()];
        var key = new byte[keys.width()][];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = rows.plan(i) == plan && reader.read(i, key) ? keys.add(key) : -1;
        }
        targets.add(new Target(plan, rows, numbers));
    }

    @Override
    public FieldBinding binding() {
        return entity;
    }

    @Override
    public boolean hasKeys() {
        return keys.size() > 0;
    }

    @Override
    public int keys() {
        return keys.size();
    }

    @Override
    public List<FieldPlan> fields() {
        return targets.stream()
                .flatMap(target -> target.plan.fields().stream())
                .filter(field -> field.binding() != null && missing.contains(field.binding()))
                .distinct()
                .toList();
    }

    @Override
    public StatementCall call(OperationInput input) {
        return new StatementCall(
                entity.statement(),
                EntityParameters.of(entity, keys, input),
                NeededColumns.of(missing, false).wanted());
    }

    @Override
    public void bring(StatementResult result, BiConsumer<Parents, FieldUse> register) {
        var rows = result.rows() == null ? Rows.NONE : result.rows();
        var keyed = KeyedResult.of(entity, keys, rows, Integer.MAX_VALUE);
        targets.forEach(target -> bring(keyed, target));
    }

    private static void bring(KeyedResult keyed, Target target) {
        var rows = new int[target.numbers.length];
        for (int i = 0; i < rows.length; i++) {
            var key = target.numbers[i];
            rows[i] = key < 0 ? Completion.ABSENT : row(keyed, key);
        }
        target.complete(Completion.of(rows, keyed.rows(), target.plan));
    }

    private static int row(KeyedResult keyed, int key) {
        return switch (keyed.count(key)) {
            case 0 -> Completion.ABSENT;
            case 1 -> keyed.row(keyed.from(key));
            default -> Completion.SEVERAL;
        };
    }

    /** Nobody has a key: there are no such objects. */
    void bringNothing() {
        targets.forEach(target -> target.complete(Completion.of(target.numbers, Rows.NONE, target.plan)));
    }

    @Override
    public void fail(FieldError error) {
        targets.forEach(target -> target.complete(Completion.failed(target.numbers, error)));
    }
}
