package dev.postern.plan;

import dev.postern.binding.FieldBinding;
import dev.postern.binding.NeededColumns;
import java.util.List;
import java.util.Set;

/**
 * One run of a statement.
 *
 * <p>Uses of one field, with equal arguments at the same depth, share a run: two aliases, or one field below several
 * parents.
 *
 * @param binding a {@code Root}, {@code Write}, {@code Subscribed} or {@code Nested}
 * @param arguments what the client gives
 * @param selection the fields selected below, by their way down with dots; empty where the statement does not ask
 * @param needed the columns that its rows need for all uses
 * @param uses at least one; a root statement has one exactly
 */
public record StatementPlan(
        FieldBinding binding,
        ArgumentPlan arguments,
        Set<String> selection,
        NeededColumns needed,
        List<FieldUse> uses) {

    public StatementPlan {
        selection = Set.copyOf(selection);
        uses = List.copyOf(uses);
    }

    /** Whether it runs at all: nobody asks for a page of which only the count of all rows is selected. */
    public boolean runs() {
        return uses.stream().anyMatch(use -> use.field().asksForRows());
    }
}
