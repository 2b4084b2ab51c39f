package dev.postern.statement;

/** Somebody who is told of all that one request has Postgres do, at once and by the thread that did it. */
public interface RunTrace {

    /**
     * A connection was waited for.
     *
     * @param start as {@link System#nanoTime()} has it
     */
    void waited(long start, long nanos);

    /** A statement ran without error. */
    void ran(TracedRun run);
}
