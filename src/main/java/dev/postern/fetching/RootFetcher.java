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
                    .of(Rows.NONE, List.of(), Completions.NONE));
        }
        var asked = columns.of(environment);
        var call = new StatementCall(binding.statement(), parameters, asked.columns());
        var partial = new PartialRows(columns.bindings(), attempt);
        return CompletableFuture.supplyAsync(
                () -> {
                    var rows = attempt.query(binding, call);
                    if (binding.isConnection()) {
                        var source = StatementParameters.source(binding.coordinate(), null, parameters);
                        return source.of(rows, rows.all(), partial.complete(source.shown(rows.all()), asked.objects()));
                    }
                    var shown = RowShape.shown(binding.shape(), rows.all(), attempt.mostRows());
                    return RowShape.value(
                            binding,
                            binding.shape(),
                            rows,
                            rows.all(),
                            attempt.mostRows(),
                            partial.complete(shown, asked.objects()));
                },
                executor);
    }
}
