package dev.postern.execution;

import dev.postern.binding.FieldBinding;
import dev.postern.schema.Transactions;
import dev.postern.statement.AnswerTableException;
import dev.postern.statement.Session;
import dev.postern.statement.StatementCall;
import dev.postern.statement.StatementException;
import dev.postern.statement.StatementResult;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One transaction for all statements of an operation, on one connection.
 *
 * <p>It begins with the first statement, and the first one that fails undoes and ends it. Safe for use by several threads,
 * which wait for each other.
 */
public final class OperationTransaction {

    private final StatementExecution execution;
    private final Transactions transactions;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Session session;
    private @Nullable Claimed claimed;
    private Runnable ended = () -> {};
    private boolean isEnded;
    private boolean hasLost;

    OperationTransaction(StatementExecution execution, Transactions transactions) {
        this.execution = execution;
        this.transactions = transactions;
    }

    /**
     * A request whose answer is kept here.
     *
     * @param place where
     */
    private record Claimed(IdempotentRequest request, String place) {}

    /**
     * Claims the key of a request before anything else; false when another transaction has answered it, and this one is ended.
     *
     * @param whenEnded told once, after the end of this one
     * @throws RuntimeException as Postgres refuses it; it is ended
     */
    boolean claim(IdempotentRequest request, Runnable whenEnded) {
        lock.lock();
        try {
            ended = whenEnded;
            var place = request.claim(begun());
            place.ifPresentOrElse(here -> claimed = new Claimed(request, here), this::close);
            return place.isPresent();
        } catch (RuntimeException failure) {
            hasLost = ConflictRetries.isConflict(failure);
            close();
            throw failure;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The result of the next statement.
     *
     * @throws FieldException with what the client is told; nothing was kept, and nothing more will run
     */
    public StatementResult run(FieldBinding binding, StatementCall call) {
        lock.lock();
        try {
            if (isEnded) {
                throw new FieldException(FieldError.UNDONE, null);
            }
            return next(binding, call);
        } finally {
            lock.unlock();
        }
    }

    private StatementResult next(FieldBinding binding, StatementCall call) {
        try {
            var result = begun().run(call);
            if (binding instanceof FieldBinding.Write write) {
                StatementExecution.requireFewRows(write, result);
            }
            return result;
        } catch (RuntimeException failure) {
            throw new FieldException(failed(binding.coordinate(), failure), failure);
        }
    }

    private Session begun() {
        var begun = session;
        if (begun == null) {
            begun = execution.open();
            session = begun;
            begun.begin();
        }
        return begun;
    }

    private FieldError failed(String coordinate, RuntimeException failure) {
        hasLost = ConflictRetries.isConflict(failure);
        close();
        return execution.error(coordinate, failure);
    }

    /** Undoes what was not committed. */
    private void close() {
        isEnded = true;
        execution.close(session);
        session = null;
        var told = ended;
        ended = () -> {};
        told.run();
    }

    /**
     * Ends it: a trial undone, anything else kept where that is possible.
     *
     * @param complete whether the operation met no error; if it did, everything is undone
     * @param answer what the client will be told; only asked for where it is kept
     * @return what Postgres found at the end, such as a violated deferred constraint; everything was undone then
     */
    public Optional<FieldError> end(boolean complete, Supplier<byte[]> answer) {
        lock.lock();
        try {
            if (complete && session != null) {
                finish(session, answer);
            }
            close();
            return Optional.empty();
        } catch (StatementException | AnswerTableException refused) {
            return Optional.of(failed("The transaction", refused));
        } finally {
            lock.unlock();
        }
    }

    /** Ends it with nothing kept, unless it is ended already. */
    public void undo() {
        lock.lock();
        try {
            close();
        } finally {
            lock.unlock();
        }
    }

    private void finish(Session open, Supplier<byte[]> answer) {
        if (transactions == Transactions.DRY_RUN) {
            open.checkDeferred();
            return;
        }
        if (claimed != null) {
            claimed.request.keep(open, claimed.place, answer.get());
        }
        open.commit();
    }

    /** Whether it ended only because of concurrent transactions, so that the operation may run again. */
    public boolean hasLost() {
        return hasLost;
    }
}
