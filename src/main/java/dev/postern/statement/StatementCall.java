package dev.postern.statement;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement and what is given to it.
 *
 * @param parameters by root name: arguments, {@code keys}, {@code claims}, {@code selection}
 * @param wanted the columns that somebody will look at; the others need not come
 */
public record StatementCall(SqlStatement statement, Map<String, @Nullable Object> parameters, WantedColumns wanted) {

    /** A call for all columns. */
    public StatementCall(SqlStatement statement, Map<String, @Nullable Object> parameters) {
        this(statement, parameters, WantedColumns.ALL);
    }
}
