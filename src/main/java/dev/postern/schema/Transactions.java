package dev.postern.schema;

import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;

/** What of an operation is kept or undone together, as its directives say. */
public enum Transactions {
    /** Each field of a mutation for itself; queries, too, have nothing to keep. */
    EACH_FIELD,

    /** All of a mutation, behind {@code @transaction}. */
    ONE,

    /** All of a mutation, and nothing of it is kept, behind {@code @dryRun}. */
    DRY_RUN;

    /** The directive for one transaction. */
    public static final String TRANSACTION = "transaction";

    /** The directive for a trial. */
    public static final String DRY_RUNS = "dryRun";

    /** Those of an operation; a trial is one transaction, whether or not that is said too. */
    public static Transactions of(OperationDefinition operation) {
        if (operation.getOperation() != Operation.MUTATION) {
            return EACH_FIELD;
        }
        if (operation.hasDirective(DRY_RUNS)) {
            return DRY_RUN;
        }
        return operation.hasDirective(TRANSACTION) ? ONE : EACH_FIELD;
    }
}
