package dev.postern.statement;

/**
 * One run of a statement, as whoever asked for it is told.
 *
 * @param call what was asked for
 * @param sent what Postgres got for it
 * @param together how many statements shared the round trip, which took {@code nanos} for all of them
 * @param rows returned, or touched where none are returned
 * @param bytes of the rows' cells
 * @param start of the round trip, as {@link System#nanoTime()} has it
 * @param nanos from sending to the last row read
 */
public record TracedRun(
        StatementCall call, SentStatement sent, int together, int rows, long bytes, long start, long nanos) {}
