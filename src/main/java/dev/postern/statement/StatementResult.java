package dev.postern.statement;

import org.jspecify.annotations.Nullable;

/**
 * What came of running a statement.
 *
 * @param rows what it returned, null for one that returns nothing
 * @param touched the rows inserted, updated or deleted, or returned
 */
public record StatementResult(@Nullable Rows rows, int touched) {}
