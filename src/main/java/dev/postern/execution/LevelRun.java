package dev.postern.execution;

import dev.postern.binding.FieldBinding;
import dev.postern.plan.FieldPlan;
import dev.postern.plan.FieldUse;
import dev.postern.statement.StatementCall;
import dev.postern.statement.StatementResult;
import java.util.List;
import java.util.function.BiConsumer;

/** One run of a statement for objects of a level. */
sealed interface LevelRun permits KeyedRun, CompletionRun, InterfaceRun {

    FieldBinding binding();

    default String coordinate() {
        return binding().coordinate();
    }

    /** Whether there is anything to ask for. */
    boolean hasKeys();

    /** How many different keys it takes; 0 where it takes none. */
    int keys();

    /** The fields of the operation that it answers. */
    List<FieldPlan> fields();

    StatementCall call(OperationInput input);

    /**
     * Hands the result to the objects that asked.
     *
     * @param register told of the objects that came, for each use
     * @throws FieldException when nobody can tell whose rows these are
     */
    void bring(StatementResult result, BiConsumer<Parents, FieldUse> register);

    void fail(FieldError error);
}
