package dev.postern.statement;

import org.jspecify.annotations.Nullable;

/**
 * A statement that Postgres refused, or a database that could not be reached.
 *
 * <p>The message and everything in {@link Refusal} but the parameter is for the log, never for a client.
 */
public final class StatementException extends RuntimeException {

    private final transient Refusal refusal;

    StatementException(String message, Refusal refusal, Throwable cause) {
        super(message, cause);
        this.refusal = refusal;
    }

    /** What Postgres said, part by part. */
    public Refusal refusal() {
        return refusal;
    }

    /** Whether the statement itself is right, and its values or the state of the database were not. */
    boolean isOfData() {
        return !refusal.sqlState().startsWith("42") && !refusal.sqlState().startsWith("XX");
    }

    /**
     * The parts of a refusal.
     *
     * @param sqlState five characters, {@code 08006} where there is none
     * @param message Postgres's own, without severity
     * @param constraint the violated constraint
     * @param parameter the path of the parameter that could not be read, {@code filter.flag}
     * @param parameterType its type as a person writes it, {@code bigint}
     * @param column the column that may not be null
     * @param prepared whether Postgres had accepted the statement's text before, so that a value is to blame
     * @param raised whether the database's own code said it by RAISE, so that the message has an author
     */
    public record Refusal(
            String sqlState,
            String message,
            @Nullable ConstraintName constraint,
            @Nullable String parameter,
            @Nullable String parameterType,
            @Nullable String column,
            boolean prepared,
            boolean raised) {}

    /**
     * A constraint, or a unique index that serves as one.
     *
     * @param schema of its table or domain
     * @param of the table or the domain, without schema
     * @param name its own
     */
    public record ConstraintName(String schema, String of, String name) {}
}
