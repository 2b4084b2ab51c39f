package dev.postern.execution;

/** The parts of the work on an operation, as a client may see them in the header {@code Server-Timing}. */
public enum Phase {
    /** From the document to the plan. */
    PLAN,
    /** Statements, the wait for connections among it. */
    DATABASE,
    /** From rows to JSON. */
    WRITE,
    /** All of what graphql-java does, statements among it. */
    REFERENCE
}
