package dev.postern.statement;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement and what is given to it.
 *
 * @param parameters by root name: arguments, {@code keys}, {@code claims}, {@code selection}
 */
public record StatementCall(SqlStatement statement, Map<String, @Nullable Object> parameters) {}
