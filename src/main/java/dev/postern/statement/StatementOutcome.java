package dev.postern.statement;

/** What became of one of several statements that ran together. */
public sealed interface StatementOutcome {

    /** It ran. */
    record Returned(StatementResult result) implements StatementOutcome {}

    /** It did not: a {@link StatementException} when Postgres refused it, anything else when its text could not be made. */
    record Refused(RuntimeException failure) implements StatementOutcome {}
}
