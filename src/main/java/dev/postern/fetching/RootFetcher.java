package dev.postern.fetching;

import dev.postern.binding.FieldBinding;
import dev.postern.statement.Rows;
import dev.postern.statement.StatementCall;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A field of {@code Query}: one run of its statement, beside those of its siblings. */
record RootFetcher(FieldBinding.Root binding, Executor executor, SelectedColumns columns)
        implements DataFetcher<CompletableFuture<@Nullable Object>> {

    @Override
    public CompletableFuture<@Nullable Object> get(DataFetchingEnvironment environment) {
        var attempt = ReferenceAttempt.of(environment);
        var parameters = StatementParameters.of(binding, environment);
        if (binding.isConnection() && !StatementParameters.asksForRows(environment)) {
            return CompletableFuture.completedFuture(StatementParameters.source(binding.coordinate(), null, parameters)
                    .of(Rows.NONE, List.of()));
        }
        var call = new StatementCall(binding.statement(), parameters, columns.of(environment));
        return CompletableFuture.supplyAsync(
                () -> {
                    var rows = attempt.query(binding, call);
                    if (binding.isConnection()) {
                        return StatementParameters.source(binding.coordinate(), null, parameters)
                                .of(rows, rows.all());
                    }
                    return RowShape.value(binding, binding.shape(), rows, rows.all(), attempt.mostRows());
                },
                executor);
    }
}
