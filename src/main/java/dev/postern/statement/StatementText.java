package dev.postern.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.reflection.MetaObject;
import org.apache.ibatis.reflection.SystemMetaObject;
import org.apache.ibatis.scripting.defaults.RawSqlSource;
import org.jspecify.annotations.Nullable;

/**
 * The making of a statement's text and values from what is given to it.
 *
 * <p>A text without dynamic elements is the same for every run, so it is made once. Immutable and safe for use by several
 * threads.
 */
final class StatementText {

    private final SqlStatement statement;
    private final ScriptSource source;
    private final @Nullable Fixed fixed;

    StatementText(SqlStatement statement, ScriptSource source) {
        this.statement = statement;
        this.source = source;
        this.fixed = source.delegate() instanceof RawSqlSource ? fixed() : null;
    }

    /**
     * @param sql the whole text
     * @param paths the placeholders' names, part by part; null where one is more than names with dots
     */
    private record Fixed(String sql, List<ParameterMapping> mappings, List<String @Nullable []> paths) {}

    private Fixed fixed() {
        var bound = source.getBoundSql(Map.of());
        var paths = new ArrayList<String @Nullable []>();
        for (var mapping : bound.getParameterMappings()) {
            var property = mapping.getProperty();
            paths.add(property.indexOf('[') < 0 ? property.split("\\.") : null);
        }
        return new Fixed(sql(bound), bound.getParameterMappings(), paths);
    }

    /** @param parameters by root name: arguments, {@code keys}, {@code claims}, {@code selection} */
    BoundStatement bind(Map<String, @Nullable Object> parameters) {
        if (fixed != null) {
            return new BoundStatement(statement, fixed.sql, fixed.mappings, values(fixed, parameters));
        }
        var bound = dynamic(parameters);
        var root = SystemMetaObject.forObject(parameters);
        var values = new ArrayList<@Nullable Object>();
        bound.getParameterMappings().forEach(mapping -> values.add(value(bound, root, mapping)));
        return new BoundStatement(statement, sql(bound), bound.getParameterMappings(), values);
    }

    /** @throws PositionException for a cursor of another order, which MyBatis wraps */
    private BoundSql dynamic(Map<String, @Nullable Object> parameters) {
        try {
            return source.getBoundSql(parameters);
        } catch (PersistenceException failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof PositionException position) {
                    throw position;
                }
            }
            throw failure;
        }
    }

    /** What every text begins with: logs and {@code pg_stat_statements} name the statement by its comment. */
    static String head(SqlStatement statement) {
        return "/* " + statement.name() + " */ ";
    }

    private String sql(BoundSql bound) {
        return head(statement) + bound.getSql().strip();
    }

    private static List<@Nullable Object> values(Fixed fixed, Map<String, @Nullable Object> parameters) {
        var values = new ArrayList<@Nullable Object>(fixed.paths.size());
        for (int i = 0; i < fixed.paths.size(); i++) {
            var path = fixed.paths.get(i);
            values.add(
                    path == null
                            ? SystemMetaObject.forObject(parameters)
                                    .getValue(fixed.mappings.get(i).getProperty())
                            : value(parameters, path));
        }
        return values;
    }

    /** A path through null, or through anything that has no such name, is null. */
    private static @Nullable Object value(Map<String, @Nullable Object> parameters, String[] path) {
        Object value = parameters;
        for (var name : path) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value;
    }

    /** What {@code bind} and {@code foreach} made comes before what was given. */
    private static @Nullable Object value(BoundSql bound, MetaObject parameters, ParameterMapping mapping) {
        var property = mapping.getProperty();
        return bound.hasAdditionalParameter(property)
                ? bound.getAdditionalParameter(property)
                : parameters.getValue(property);
    }
}
