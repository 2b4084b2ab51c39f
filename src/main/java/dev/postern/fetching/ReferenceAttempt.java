package dev.postern.fetching;

import dev.postern.execution.OperationTransaction;
import dev.postern.execution.StatementExecution;
import dev.postern.schema.Transactions;
import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/** One try to run an operation by graphql-java; safe for use by several threads. */
final class ReferenceAttempt {

    /** Its name among the {@code extensions} of the input, and in graphql-java's context. */
    static final String NAME = ReferenceAttempt.class.getName();

    private final StatementExecution execution;
    private volatile Transactions transactions = Transactions.EACH_FIELD;
    private volatile @Nullable OperationTransaction transaction;

    ReferenceAttempt(StatementExecution execution) {
        this.execution = execution;
    }

    /** The try that a field is fetched in. */
    static ReferenceAttempt of(DataFetchingEnvironment environment) {
        return of(environment.getGraphQlContext());
    }

    static ReferenceAttempt of(GraphQLContext context) {
        ReferenceAttempt attempt = context.get(NAME);
        if (attempt == null) {
            throw new IllegalStateException("an operation runs that nobody began");
        }
        return attempt;
    }

    /** Says what is kept together, before the first field is fetched. */
    void begin(Transactions kept) {
        transactions = kept;
        transaction = kept == Transactions.EACH_FIELD ? null : execution.transaction(kept);
    }

    Transactions transactions() {
        return transactions;
    }

    /** Null where each mutation field has its own. */
    @Nullable
    OperationTransaction transaction() {
        return transaction;
    }
}
