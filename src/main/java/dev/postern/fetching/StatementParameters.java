package dev.postern.fetching;

import dev.postern.statement.Selection;
import dev.postern.statement.SqlStatement;
import graphql.schema.DataFetchingEnvironment;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a field gives to its statement, besides keys. */
final class StatementParameters {

    private StatementParameters() {}

    /** Arguments by name, {@code claims}, and {@code selection} where the statement looks at it. */
    static Map<String, @Nullable Object> of(SqlStatement statement, DataFetchingEnvironment environment) {
        var parameters = new HashMap<String, @Nullable Object>(environment.getArguments());
        parameters.put("claims", Map.of());
        if (statement.uses("selection")) {
            parameters.put("selection", selection(environment));
        }
        return parameters;
    }

    private static Selection selection(DataFetchingEnvironment environment) {
        var paths = new TreeSet<String>();
        for (var field : environment.getSelectionSet().getFields()) {
            paths.add(field.getQualifiedName().replace('/', '.'));
        }
        return new Selection(paths);
    }
}
