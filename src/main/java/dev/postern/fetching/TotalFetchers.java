package dev.postern.fetching;

import dev.postern.binding.Bindings;
import dev.postern.binding.FieldBinding;
import dev.postern.binding.PageArguments;
import dev.postern.statement.StatementCall;
import dev.postern.statement.WantedColumns;
import graphql.schema.DataFetchingEnvironment;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The counts of connections' rows, by the fields that are connections. */
record TotalFetchers(Bindings bindings, Executor executor, SelectedColumns columns) {

    /** How many rows there are on all pages; no row is 0. */
    CompletableFuture<Object> get(ConnectionObject.Source connection, DataFetchingEnvironment environment) {
        var parameters = parameters(connection);
        var total = bindings.totals().get(connection.coordinate());
        if (total instanceof FieldBinding.Nested nested) {
            return ofParent(nested, connection.key(), parameters, environment);
        }
        if (total instanceof FieldBinding.Root root) {
            return all(root, parameters, environment);
        }
        throw new IllegalStateException("nothing counts " + connection.coordinate());
    }

    private CompletableFuture<Object> all(
            FieldBinding.Root total, Map<String, @Nullable Object> parameters, DataFetchingEnvironment environment) {
        var attempt = ReferenceAttempt.of(environment);
        var call = new StatementCall(total.statement(), parameters, WantedColumns.ALL);
        return CompletableFuture.supplyAsync(
                () -> {
                    var rows = attempt.query(total, call);
                    var count = RowShape.value(
                            total, total.shape(), rows, rows.all(), attempt.mostRows(), Completions.NONE);
                    return Objects.requireNonNullElse(count, 0L);
                },
                executor);
    }

    private CompletableFuture<Object> ofParent(
            FieldBinding.Nested total,
            @Nullable ParentKey key,
            Map<String, @Nullable Object> parameters,
            DataFetchingEnvironment environment) {
        return key == null
                ? CompletableFuture.completedFuture(0L)
                : new NestedFetcher(total, executor, columns)
                        .load(key, parameters, environment, () -> Asked.ALL)
                        .thenApply(count -> count.orElse(0L));
    }

    private static Map<String, @Nullable Object> parameters(ConnectionObject.Source connection) {
        var parameters = new HashMap<String, @Nullable Object>(connection.parameters());
        parameters.remove("page");
        parameters.keySet().removeIf(PageArguments::contains);
        return parameters;
    }
}
