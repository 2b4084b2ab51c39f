package dev.postern.execution;

import dev.postern.binding.FieldBinding;
import dev.postern.federation.Representations;
import dev.postern.plan.FieldPlan;
import dev.postern.plan.FieldUse;
import dev.postern.plan.TypePlan;
import dev.postern.statement.Rows;
import dev.postern.statement.StatementCall;
import dev.postern.statement.StatementResult;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of the statement that says of which types objects are that another service knows by an interface.
 *
 * <p>Its rows are objects like any others, and may be partial.
 */
final class InterfaceRun implements LevelRun {

    private final FieldUse use;
    private final FieldBinding.Nested entity;
    private final KeyTable keys;
    private final int[] numbers;
    private @Nullable KeyedResult result;
    private @Nullable RowParents objects;
    private @Nullable FieldError error;

    InterfaceRun(FieldUse use, FieldBinding.Nested entity, Representations.Group group) {
        this.use = use;
        this.entity = entity;
        this.keys = new KeyTable(entity.keys().size());
        this.numbers = new int[group.rows().size()];
        var columns = entity.keys().stream().mapToInt(group.rows()::column).toArray();
        var key = new byte[columns.length][];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = KeyedResult.read(group.rows(), i, columns, key) ? keys.add(key) : -1;
        }
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
        return List.of(use.field());
    }

    @Override
    public StatementCall call(OperationInput input) {
        return new StatementCall(entity.statement(), EntityParameters.of(entity, keys, input));
    }

    @Override
    public void bring(StatementResult returned, BiConsumer<Parents, FieldUse> register) {
        var rows = returned.rows() == null ? Rows.NONE : returned.rows();
        var keyed = KeyedResult.of(entity, keys, rows, Integer.MAX_VALUE);
        var asked = new BitSet();
        asked.set(0, keys.size());
        var found = new RowParents(rows, "", Parents.objectType(use.field().type()), keyed.unseen(asked, false));
        result = keyed;
        objects = found;
        register.accept(found, use);
    }

    @Override
    public void fail(FieldError failure) {
        error = failure;
    }

    /** Writes what came of one representation; see {@link AnswerWriter}. */
    void write(AnswerWriter answer, int representation) {
        var key = numbers[representation];
        var keyed = result;
        var found = objects;
        if (error != null) {
            answer.failed(false, error);
        } else if (key < 0 || keyed == null || found == null || keyed.count(key) == 0) {
            answer.nothing(false);
        } else if (keyed.count(key) > 1) {
            answer.failed(false, InternalErrors.report("an entity's statement brought two rows for one key"));
        } else {
            answer.object(((TypePlan.ListOf) use.field().type()).element(), found, keyed.row(keyed.from(key)));
        }
    }
}
