package dev.postern.statement;

import java.time.Duration;

/**
 * One run of a statement, as a log or a test sees it.
 *
 * @param statement what ran
 * @param sql the text that Postgres got
 * @param parameters how many values were bound
 * @param rows returned, or touched where none are returned
 * @param took from sending to the last row read
 */
public record StatementRun(SqlStatement statement, String sql, int parameters, int rows, Duration took) {}
