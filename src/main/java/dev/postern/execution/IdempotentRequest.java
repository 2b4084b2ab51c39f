package dev.postern.execution;

import dev.postern.schema.Transactions;
import dev.postern.statement.AnswerTable.KeptAnswer;
import dev.postern.statement.AnswerTableException;
import dev.postern.statement.Session;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mutation that its client may send again: it runs once, in one transaction with the answer that is kept of it.
 *
 * <p>Whoever comes while it runs waits for its end. An answer with an error is not kept, as nothing else is then. Immutable.
 */
public final class IdempotentRequest {

    private static final Logger LOG = LoggerFactory.getLogger(IdempotentRequest.class);

    private static final String NAME = "Idempotency-Key";

    private final KeptAnswers answers;
    private final String key;
    private final String fingerprint;

    IdempotentRequest(KeptAnswers answers, String key, String fingerprint) {
        this.answers = answers;
        this.key = key;
        this.fingerprint = fingerprint;
    }

    /** What becomes of it. */
    public sealed interface Claim {

        /**
         * It is to run now.
         *
         * @param transaction which keeps its answer when it ends well
         */
        record Held(OperationTransaction transaction) implements Claim {}

        /**
         * It has run.
         *
         * @param body the answer that was sent then
         */
        record Answered(ByteBuffer body) implements Claim {}
    }

    /**
     * Begins its transaction, or finds its answer.
     *
     * @throws KeyRefusedException when another request was answered under its key, or neither can be; nothing has run
     */
    public Claim claim(StatementExecution execution) {
        answers.forgetSome();
        var failed = 0;
        while (true) {
            var turn = answers.turn(key);
            if (turn != null) {
                var transaction = execution.transaction(Transactions.ONE);
                if (isHeld(execution, transaction, turn)) {
                    return new Claim.Held(transaction);
                }
                failed++;
            }
            var kept = find(execution);
            if (kept.isPresent()) {
                return answered(kept.get());
            }
            if (turn != null && !execution.retries().again(NAME, failed)) {
                throw KeyRefusedException.of(
                        new FieldError(ErrorCode.CONFLICT, NAME + ": the same was sent at the same time. Try again."),
                        null);
            }
        }
    }

    private boolean isHeld(StatementExecution execution, OperationTransaction transaction, Runnable turn) {
        try {
            return transaction.claim(this, turn);
        } catch (RuntimeException failure) {
            if (transaction.hasLost()) {
                return false;
            }
            throw refused(execution, failure);
        }
    }

    private Optional<KeptAnswer> find(StatementExecution execution) {
        try (var session = execution.open()) {
            return answers.table().find(session, key);
        } catch (RuntimeException failure) {
            throw refused(execution, failure);
        }
    }

    private Claim answered(KeptAnswer kept) {
        if (!kept.request().equals(fingerprint)) {
            throw KeyRefusedException.reused();
        }
        return new Claim.Answered(kept.body());
    }

    private static KeyRefusedException refused(StatementExecution execution, RuntimeException failure) {
        var error = execution.error(NAME, failure);
        if (error.code() == ErrorCode.FORBIDDEN) {
            LOG.warn("A mutation with an Idempotency-Key did not run: {}", failure.getMessage());
        }
        var told = failure instanceof AnswerTableException
                ? new FieldError(
                        ErrorCode.INTERNAL,
                        error.message() + ": no answer can be kept for an " + NAME + ", so nothing ran.")
                : error;
        return KeyRefusedException.of(told, failure);
    }

    /** Where its answer will be kept, empty when there is one; for the transaction's first statement. */
    Optional<String> claim(Session begun) {
        return answers.table().claim(begun, key, fingerprint);
    }

    /** Keeps its answer in the transaction that has claimed it. */
    void keep(Session begun, String place, byte[] body) {
        answers.table().keep(begun, place, body);
    }
}
