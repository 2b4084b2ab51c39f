package dev.postern.statement;

import java.util.Set;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.SqlSource;
import org.jspecify.annotations.Nullable;

/**
 * MyBatis's source of a statement's SQL, with the paths that the statement takes from outside.
 *
 * @param script the same as a tree
 * @param parameters see {@link SqlStatement#parameters()}
 */
record ScriptSource(SqlSource delegate, Script script, Set<String> parameters) implements SqlSource {

    ScriptSource {
        parameters = Set.copyOf(parameters);
    }

    @Override
    public BoundSql getBoundSql(@Nullable Object parameters) {
        return delegate.getBoundSql(parameters);
    }
}
