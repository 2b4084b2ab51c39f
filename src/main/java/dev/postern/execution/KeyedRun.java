package dev.postern.execution;

import dev.postern.binding.FieldBinding;
import dev.postern.plan.FieldPlan;
import dev.postern.plan.FieldUse;
import dev.postern.plan.ObjectPlan;
import dev.postern.plan.StatementPlan;
import dev.postern.plan.TypePlan;
import dev.postern.statement.Page;
import dev.postern.statement.Rows;
import dev.postern.statement.StatementCall;
import dev.postern.statement.StatementResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One run of a statement: the keys that it takes from the level above, and the fields that its rows go to. */
final class KeyedRun implements LevelRun {

    private final StatementPlan plan;
    private final @Nullable KeyTable keys;
    private final int mostRows;
    private final @Nullable Page page;
    private final List<Target> targets = new ArrayList<>();

    private KeyedRun(StatementPlan plan, @Nullable Page page, int mostRows) {
        this.plan = plan;
        this.page = page;
        this.mostRows = plan.binding() instanceof FieldBinding.Write ? Integer.MAX_VALUE : mostRows;
        var width = plan.binding().keys().size();
        this.keys = width == 0 ? null : new KeyTable(width);
    }

    /** The links of one use's parents; rows become one set of objects for all of them. */
    private record Target(FieldUse use, List<Link> links) {}

    /**
     * The run, its keys collected.
     *
     * @param page what of a connection is asked for, null for another field
     * @param parents the objects of the level above, by what is selected of them
     * @param mostRows that a list may have; what was written is all shown
     */
    static KeyedRun of(StatementPlan plan, @Nullable Page page, Map<ObjectPlan, List<Parents>> parents, int mostRows) {
        var run = new KeyedRun(plan, page, mostRows);
        for (var use : plan.uses()) {
            var target = new Target(use, new ArrayList<>());
            run.targets.add(target);
            parents.getOrDefault(use.parent(), List.of()).forEach(objects -> target.links.add(run.link(use, objects)));
        }
        return run;
    }

    private Link link(FieldUse use, Parents objects) {
        var link = keys == null ? new Link(objects, new int[] {0}, page) : keyed(use, objects, plan.binding());
        objects.link(use.field(), link);
        return link;
    }

    private Link keyed(FieldUse use, Parents objects, FieldBinding binding) {
        var numbers = new int[objects.size()];
        if (!isAnyOf(use, objects)) {
            Arrays.fill(numbers, -1);
            return new Link(objects, numbers, page);
        }
        try {
            collect(use, objects, objects.keys(use.parent(), binding.keys(), binding.coordinate()), numbers);
            return new Link(objects, numbers, page);
        } catch (FieldException missing) {
            Arrays.fill(numbers, 0);
            var link = new Link(objects, numbers, page);
            link.fail(missing.error());
            return link;
        }
    }

    /** Rows of other types need not have the keys. */
    private static boolean isAnyOf(FieldUse use, Parents objects) {
        for (int i = 0; i < objects.size(); i++) {
            if (objects.plan(i) == use.parent()) {
                return true;
            }
        }
        return false;
    }

    private void collect(FieldUse use, Parents objects, Parents.KeyReader reader, int[] numbers) {
        var table = table();
        var key = new byte[table.width()][];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = objects.plan(i) == use.parent() && reader.read(i, key) ? table.add(key) : -1;
        }
    }

    private KeyTable table() {
        if (keys == null) {
            throw new IllegalStateException(coordinate() + " takes no keys");
        }
        return keys;
    }

    @Override
    public FieldBinding binding() {
        return plan.binding();
    }

    /** The counts that belong to its connections. */
    List<FieldPlan> totals() {
        return targets.stream()
                .flatMap(target -> target.use.field().totals().stream())
                .toList();
    }

    /** Whether it only answers some of these. */
    boolean isOnlyFor(Set<FieldPlan> fields) {
        return targets.stream().allMatch(target -> fields.contains(target.use.field()));
    }

    @Override
    public boolean hasKeys() {
        if (!plan.runs()) {
            return false;
        }
        return keys == null ? targets.stream().anyMatch(target -> !target.links.isEmpty()) : keys.size() > 0;
    }

    @Override
    public int keys() {
        return keys == null ? 0 : keys.size();
    }

    @Override
    public List<FieldPlan> fields() {
        return plan.uses().stream().map(FieldUse::field).distinct().toList();
    }

    @Override
    public StatementCall call(OperationInput input) {
        var statement = plan.binding().statementOrNull();
        if (statement == null) {
            throw new IllegalStateException(coordinate() + " has no statement");
        }
        if (keys == null) {
            return new StatementCall(
                    statement, input.parameters(plan), plan.needed().wanted());
        }
        var parameters = new HashMap<String, @Nullable Object>(input.parameters(plan));
        parameters.put("keys", keys.columns(plan.binding().keys()));
        return new StatementCall(statement, parameters, plan.needed().wanted());
    }

    @Override
    public void bring(StatementResult result, BiConsumer<Parents, FieldUse> register) {
        var rows = result.rows();
        if (rows == null && plan.binding() instanceof FieldBinding.Write) {
            targets.forEach(target -> target.links.forEach(link -> link.touch(result.touched())));
            return;
        }
        bring(rows == null ? Rows.NONE : rows, register);
    }

    private void bring(Rows rows, BiConsumer<Parents, FieldUse> register) {
        var keyed = keys == null
                ? KeyedResult.ofRoot(rows, mostRows)
                : KeyedResult.of(plan.binding(), keys, rows, mostRows);
        targets.forEach(target -> bring(keyed, target, register));
    }

    private void bring(KeyedResult keyed, Target target, BiConsumer<Parents, FieldUse> register) {
        var objects = objects(keyed, target);
        target.links.forEach(link -> link.bring(keyed, objects));
        if (objects != null) {
            register.accept(objects, target.use);
        }
    }

    /** The rows that a target asked for, or their pages; null where they are leaves. */
    private @Nullable Parents objects(KeyedResult keyed, Target target) {
        var type = target.use.field().type();
        var objectType = Parents.objectType(type);
        if (objectType instanceof TypePlan.Leaf) {
            return null;
        }
        var asked = new BitSet();
        target.links.forEach(link -> link.collect(asked));
        if (page != null && type instanceof TypePlan.Concrete connection) {
            return new PageParents(keyed, page, connection, asked, coordinate());
        }
        return new RowParents(keyed.rows(), "", objectType, keyed.unseen(asked, type instanceof TypePlan.ListOf));
    }

    @Override
    public void fail(FieldError error) {
        targets.forEach(target -> target.links.forEach(link -> link.fail(error)));
    }
}
