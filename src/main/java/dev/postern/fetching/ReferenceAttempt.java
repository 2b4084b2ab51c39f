package dev.postern.fetching;

import dev.postern.binding.FieldBinding;
import dev.postern.execution.OperationTrace;
import dev.postern.execution.OperationTransaction;
import dev.postern.execution.Pages;
import dev.postern.execution.StatementExecution;
import dev.postern.identity.Caller;
import dev.postern.schema.Transactions;
import dev.postern.statement.PostgresType;
import dev.postern.statement.Rows;
import dev.postern.statement.SqlStatement;
import dev.postern.statement.StatementCall;
import dev.postern.statement.StatementResult;
import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One try to run an operation by graphql-java, and the way of its statements to Postgres; safe for use by several threads. */
final class ReferenceAttempt {

    /** Its name among the {@code extensions} of the input, and in graphql-java's context. */
    static final String NAME = ReferenceAttempt.class.getName();

    private final StatementExecution execution;
    private final boolean isIdempotent;
    private final boolean isTraced;
    private volatile Transactions transactions = Transactions.EACH_FIELD;
    private volatile @Nullable OperationTransaction transaction;

    /**
     * @param held the transaction that keeps the answer, which is begun; null when none does
     * @param isTraced whether a router asks how long each field takes
     */
    ReferenceAttempt(StatementExecution execution, @Nullable OperationTransaction held, boolean isTraced) {
        this.isTraced = isTraced;
        this.execution = execution;
        this.isIdempotent = held != null;
        this.transaction = held;
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
        if (!isIdempotent && kept != Transactions.EACH_FIELD) {
            transaction = execution.transaction(kept);
        }
    }

    /** Whether its answer is kept together with what it does. */
    boolean isIdempotent() {
        return isIdempotent;
    }

    boolean isTraced() {
        return isTraced;
    }

    Transactions transactions() {
        return transactions;
    }

    /** Null where each mutation field has its own. */
    @Nullable
    OperationTransaction transaction() {
        return transaction;
    }

    /** The rows of a statement that reads, inside the transaction if there is one. */
    Rows query(FieldBinding binding, StatementCall call) {
        var whole = transaction;
        if (whole == null) {
            return execution.query(binding.coordinate(), call);
        }
        var rows = whole.run(binding, call).rows();
        return rows == null ? Rows.NONE : rows;
    }

    /** The result of a mutation's statement, kept at once unless there is a transaction. */
    StatementResult write(FieldBinding.Write binding, StatementCall call) {
        var whole = transaction;
        return whole == null ? execution.write(binding, call.parameters()) : whole.run(binding, call);
    }

    /** What is told of all that runs, null for nobody. */
    @Nullable
    OperationTrace trace() {
        return execution.trace();
    }

    /** Who asks. */
    Caller caller() {
        return execution.caller();
    }

    /** What was verified of who asks. */
    Map<String, @Nullable Object> claims() {
        return execution.caller().claims();
    }

    Pages pages() {
        return execution.pages();
    }

    /** The types in which a statement takes its keys. */
    Map<String, PostgresType> keyTypes(SqlStatement statement) {
        return execution.keyTypes(statement);
    }

    int mostRepresentations() {
        return execution.mostRepresentations();
    }

    int mostRows() {
        return execution.mostRows();
    }
}
