package dev.postern.statement;

import org.jspecify.annotations.Nullable;

/** A table of answers that is not there, or not as it must be; the message is for the log, never for a client. */
public final class AnswerTableException extends RuntimeException {

    AnswerTableException(String table, String reason, @Nullable Throwable cause) {
        super(
                "Answers to an Idempotency-Key cannot be kept in the table " + table + ": " + reason + ". Make it as"
                        + " docs/mutations.md#the-table has it, let the serving role select, insert, update and delete there,"
                        + " or name another by postern.idempotency.table.",
                cause);
    }
}
