package dev.postern.statement;

/** Somebody who is told of each statement that ran without error; called on the thread that ran it. */
@FunctionalInterface
public interface StatementListener {

    void ran(StatementRun run);
}
