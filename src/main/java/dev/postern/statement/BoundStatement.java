package dev.postern.statement;

import java.util.List;
import org.apache.ibatis.mapping.ParameterMapping;
import org.jspecify.annotations.Nullable;

/**
 * A statement's text for what was given to it, with the values of its placeholders.
 *
 * @param statement where it comes from
 * @param sql the text that Postgres gets, beginning with a comment that names the statement
 * @param mappings its placeholders, in order
 * @param values theirs, in the same order
 */
record BoundStatement(
        SqlStatement statement, String sql, List<ParameterMapping> mappings, List<@Nullable Object> values) {}
