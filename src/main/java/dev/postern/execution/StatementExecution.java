package dev.postern.execution;

import dev.postern.binding.FieldBinding;
import dev.postern.identity.Caller;
import dev.postern.schema.Transactions;
import dev.postern.statement.PositionException;
import dev.postern.statement.PostgresType;
import dev.postern.statement.Rows;
import dev.postern.statement.Session;
import dev.postern.statement.Sessions;
import dev.postern.statement.SqlStatement;
import dev.postern.statement.StatementCall;
import dev.postern.statement.StatementException;
import dev.postern.statement.StatementException.ConstraintName;
import dev.postern.statement.StatementOutcome;
import dev.postern.statement.StatementResult;
import dev.postern.statement.TransactionSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running of bound statements, with errors as a client may see them.
 *
 * <p>Safe for use by several threads.
 */
public final class StatementExecution {

    private static final Logger LOG = LoggerFactory.getLogger(StatementExecution.class);

    private final Sessions sessions;
    private final ExecutorService executor;
    private final ConflictRetries retries;
    private final ResultLimits limits;
    private final Pages pages;
    private final RefusalErrors errors;
    private final CallerSettings callers;
    private final Caller caller;
    private final TransactionSettings settings;
    private final Interruption interruption;
    private final @Nullable OperationTrace trace;

    /**
     * @param executor runs statements side by side
     * @param statementTime the most that a statement may take, 0 when nobody limits it
     * @param callers what Postgres is told of each caller
     */
    public StatementExecution(
            Sessions sessions,
            ExecutorService executor,
            ConflictRetries retries,
            ResultLimits limits,
            Pages pages,
            Duration statementTime,
            CallerSettings callers) {
        this.sessions = sessions;
        this.executor = executor;
        this.retries = retries;
        this.limits = limits;
        this.pages = pages;
        this.errors = new RefusalErrors(this::comment, statementTime);
        this.callers = callers;
        this.caller = Caller.ANONYMOUS;
        this.settings = callers.of(caller);
        this.interruption = new Interruption();
        this.trace = null;
    }

    private StatementExecution(
            StatementExecution whole, Caller caller, Interruption interruption, @Nullable OperationTrace trace) {
        this.trace = trace;
        this.sessions = trace == null ? whole.sessions : whole.sessions.traced(trace);
        this.executor = whole.executor;
        this.retries = whole.retries;
        this.limits = whole.limits;
        this.pages = whole.pages;
        this.errors = whole.errors;
        this.callers = whole.callers;
        this.caller = caller;
        this.settings = whole.callers.of(caller);
        this.interruption = interruption;
    }

    /**
     * The same for one request of somebody, which may be interrupted.
     *
     * @param told what is told of all that runs, null for nobody
     */
    public StatementExecution within(Caller asking, Interruption request, @Nullable OperationTrace told) {
        return new StatementExecution(this, asking, request, told);
    }

    /** What is told of all that runs, null for nobody. */
    public @Nullable OperationTrace trace() {
        return trace;
    }

    /** Who asks; nobody in particular outside of a request. */
    public Caller caller() {
        return caller;
    }

    /** The most rows that one list may have. */
    public int mostRows() {
        return limits.rows();
    }

    /** The most objects that another service may ask for at once. */
    public int mostRepresentations() {
        return limits.representations();
    }

    /** The pages that clients ask for. */
    public Pages pages() {
        return pages;
    }

    /**
     * The rows of a statement that reads.
     *
     * @param coordinate the field that it answers
     * @throws FieldException with what the client is told
     */
    public Rows query(String coordinate, StatementCall call) {
        return run(coordinate, session -> {
            var rows = session.run(call).rows();
            return rows == null ? Rows.NONE : rows;
        });
    }

    /**
     * The result of a mutation's statement, committed.
     *
     * <p>It runs again where it only lost against concurrent ones.
     *
     * @throws FieldException with what the client is told; nothing was changed
     */
    public StatementResult write(FieldBinding.Write binding, Map<String, @Nullable Object> parameters) {
        var call = new StatementCall(binding.statement(), parameters);
        for (int failed = 1; ; failed++) {
            try {
                return run(binding.coordinate(), session -> write(session, binding, call));
            } catch (FieldException refused) {
                if (!mayRunAgain(refused.getCause(), binding.coordinate(), failed)) {
                    throw refused;
                }
            }
        }
    }

    /**
     * The types in which a statement takes its keys, by key; none for a statement that Postgres refuses, which says so itself
     * when it runs.
     *
     * @throws FieldException when Postgres cannot be asked
     */
    public Map<String, PostgresType> keyTypes(SqlStatement statement) {
        try {
            return sessions.keyTypes(statement, interruption.cancellation());
        } catch (StatementException failure) {
            if (failure.refusal().sqlState().startsWith("42")) {
                return Map.of();
            }
            throw new FieldException(error(statement.name(), failure), failure);
        }
    }

    /** Whether a transaction that failed is to run again now; waits before, so no session may be open on this thread. */
    boolean mayRunAgain(@Nullable Throwable failure, String coordinate, int failed) {
        return failure instanceof RuntimeException refused
                && ConflictRetries.isConflict(refused)
                && retries.again(coordinate, failed);
    }

    /** Which transactions ran again. */
    public ConflictRetries retries() {
        return retries;
    }

    /** One transaction for all of an operation. */
    public OperationTransaction transaction(Transactions transactions) {
        return new OperationTransaction(this, transactions);
    }

    /**
     * A session for the statements of one stage.
     *
     * @throws StatementException when there is none to be had
     */
    Session open() {
        return sessions.open(settings, interruption.cancellation());
    }

    /** Gives a session back; what it brought is good even when that fails. */
    void close(@Nullable Session session) {
        if (session == null) {
            return;
        }
        try {
            session.close();
        } catch (StatementException gone) {
            LOG.debug("A connection was lost when it was given back: {}", gone.getMessage());
        }
    }

    /**
     * What becomes of statements that read, in their order.
     *
     * <p>Long ones run side by side where connections are idle, the first one on this thread.
     */
    List<StatementOutcome> queries(Session session, List<StatementCall> calls) {
        var beside = sessions.openBeside(calls, settings, interruption.cancellation());
        if (beside.isEmpty()) {
            return session.runAll(calls);
        }
        var others = new ArrayList<Future<StatementOutcome>>();
        for (int i = 1; i < calls.size(); i++) {
            var other = beside.get(i - 1);
            var call = calls.get(i);
            others.add(executor.submit(() -> alone(other, call)));
        }
        var outcomes = new ArrayList<>(session.runAll(calls.subList(0, 1)));
        others.forEach(other -> outcomes.add(Futures.await(other)));
        return outcomes;
    }

    private static StatementOutcome alone(Session session, StatementCall call) {
        try (session) {
            return session.runAll(List.of(call)).getFirst();
        } catch (StatementException gone) {
            return new StatementOutcome.Refused(gone);
        }
    }

    /** What the client is told of a failure; no session may be open on this thread. */
    FieldError error(String coordinate, RuntimeException failure) {
        return switch (failure) {
            case StatementException refused -> {
                var interrupted = interruption.error(coordinate, refused);
                yield interrupted == null ? errors.of(coordinate, refused) : interrupted;
            }
            case FieldException known -> known.error();
            case PositionException position ->
                Cursors.error(coordinate, position.argument(), "is a cursor of another order");
            default -> InternalErrors.report(coordinate, failure);
        };
    }

    private <T> T run(String coordinate, Function<Session, T> work) {
        try (var session = open()) {
            return work.apply(session);
        } catch (RuntimeException failure) {
            throw new FieldException(error(coordinate, failure), failure);
        }
    }

    /**
     * The result of a mutation's statement, committed.
     *
     * @throws StatementException when Postgres refuses it
     * @throws FieldException when it did more than its field can answer; it was rolled back
     */
    static StatementResult write(Session session, FieldBinding.Write binding, StatementCall call) {
        var result = session.write(call, isSingle(binding) ? 1 : Integer.MAX_VALUE);
        requireFewRows(binding, result);
        return result;
    }

    private static boolean isSingle(FieldBinding.Write binding) {
        return !binding.shape().list() && !binding.shape().leaf();
    }

    /** @throws FieldException when a statement did more than its field can answer; its transaction is not kept */
    static void requireFewRows(FieldBinding.Write binding, StatementResult result) {
        if (isSingle(binding) && result.touched() > 1) {
            throw new FieldException(
                    InternalErrors.report(binding.coordinate() + " returns one object and its statement "
                            + binding.statement() + " touched " + result.touched() + " rows; it was rolled back"),
                    null);
        }
    }

    /** A sentence is worth a second round trip; the error itself is not worth losing over it. */
    private String comment(ConstraintName constraint) {
        try (var session = sessions.open()) {
            return session.comment(constraint).orElse("");
        } catch (StatementException failure) {
            LOG.warn("The comment on constraint {} could not be read: {}", constraint.name(), failure.getMessage());
            return "";
        }
    }
}
