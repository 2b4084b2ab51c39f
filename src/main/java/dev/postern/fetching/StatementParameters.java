package dev.postern.fetching;

import dev.postern.binding.FieldBinding;
import dev.postern.execution.FieldException;
import dev.postern.statement.Page;
import dev.postern.statement.Selection;
import graphql.schema.DataFetchingEnvironment;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a field gives to its statement, besides keys. */
final class StatementParameters {

    private StatementParameters() {}

    /**
     * Arguments by name, {@code claims}, {@code selection} where the statement looks at it, and {@code page} for a connection.
     *
     * @throws FieldException for a page that nobody can say
     */
    static Map<String, @Nullable Object> of(FieldBinding binding, DataFetchingEnvironment environment) {
        var parameters = new HashMap<String, @Nullable Object>(environment.getArguments());
        parameters.put("claims", ReferenceAttempt.of(environment).claims());
        if (binding.isConnection()) {
            var pages = ReferenceAttempt.of(environment).pages();
            parameters.put("page", pages.of(binding.coordinate(), parameters));
        }
        if (binding.takesSelection()) {
            parameters.put("selection", selection(environment));
        }
        return parameters;
    }

    /** What a connection is fetched from, by what was given to its statement. */
    static ConnectionObject.Source source(
            String coordinate, @Nullable ParentKey key, Map<String, @Nullable Object> parameters) {
        if (parameters.get("page") instanceof Page page) {
            return new ConnectionObject.Source(coordinate, page, key, parameters);
        }
        throw new IllegalStateException(coordinate + " is no connection");
    }

    /** Whether more is selected of a connection than its count. */
    static boolean asksForRows(DataFetchingEnvironment environment) {
        return environment.getSelectionSet().containsAnyOf("edges", "nodes", "pageInfo");
    }

    private static Selection selection(DataFetchingEnvironment environment) {
        var paths = new TreeSet<String>();
        for (var field : environment.getSelectionSet().getFields()) {
            paths.add(field.getQualifiedName().replace('/', '.'));
        }
        return new Selection(paths);
    }
}
