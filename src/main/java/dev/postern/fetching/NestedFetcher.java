package dev.postern.fetching;

import dev.postern.binding.FieldBinding;
import dev.postern.execution.FieldException;
import dev.postern.statement.Row;
import dev.postern.statement.Rows;
import dev.postern.statement.StatementCall;
import dev.postern.statement.WantedColumns;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.dataloader.BatchLoaderEnvironment;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;
import org.dataloader.MappedBatchLoaderWithContext;
import org.dataloader.Try;
import org.jspecify.annotations.Nullable;

/**
 * A nested field: one run of its statement for all parents of a level that ask with the same arguments and selection.
 *
 * <p>Nothing is remembered between levels: in a mutation the next field must see what this one wrote.
 */
record NestedFetcher(FieldBinding.Nested binding, Executor executor, SelectedColumns selected)
        implements DataFetcher<@Nullable Object> {

    private static final DataLoaderOptions OPTIONS =
            DataLoaderOptions.newOptions().setCachingEnabled(false).build();

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) {
        var parameters = StatementParameters.of(binding, environment);
        var key = ParentKey.of(binding, environment);
        if (binding.isConnection()) {
            return connection(key, parameters, environment);
        }
        return key == null
                ? (binding.shape().list() ? List.of() : null)
                : load(key, parameters, environment, () -> selected.of(environment))
                        .thenApply(NestedFetcher::orNull);
    }

    /** A parent without a key has a page without rows. */
    private Object connection(
            @Nullable ParentKey key, Map<String, @Nullable Object> parameters, DataFetchingEnvironment environment) {
        var source = StatementParameters.source(binding.coordinate(), key, parameters);
        return key == null || !StatementParameters.asksForRows(environment)
                ? source.of(Rows.NONE, List.of())
                : load(key, parameters, environment, () -> selected.of(environment))
                        .thenApply(found -> ((PageRows) found.orElse(PageRows.NONE)).of(source));
    }

    /** The rows of one parent as its field asks for them, together with those of the others of its level. */
    CompletableFuture<Optional<Object>> load(
            ParentKey key,
            Map<String, @Nullable Object> parameters,
            DataFetchingEnvironment environment,
            Supplier<WantedColumns> wanted) {
        var level = environment.getExecutionStepInfo().getPath().getLevel();
        var loaders = (LevelLoaders) environment.getDataLoaderRegistry();
        var attempt = ReferenceAttempt.of(environment);
        return loaders.level(new LoaderKey(level, binding.coordinate(), parameters), () -> loader(parameters, attempt))
                .load(
                        key,
                        loaders.wanted(
                                binding.coordinate(),
                                environment.getMergedField().getFields(),
                                wanted));
    }

    private record PageRows(Rows result, List<Row> rows) {

        static final PageRows NONE = new PageRows(Rows.NONE, List.of());

        ConnectionObject of(ConnectionObject.Source source) {
            return source.of(result, rows);
        }
    }

    private static @Nullable Object orNull(Optional<Object> value) {
        return value.orElse(null);
    }

    private DataLoader<ParentKey, Optional<Object>> loader(
            Map<String, @Nullable Object> parameters, ReferenceAttempt attempt) {
        MappedBatchLoaderWithContext<ParentKey, Try<Optional<Object>>> batch = (keys, asked) ->
                CompletableFuture.supplyAsync(() -> load(call(keys, parameters, asked), keys, attempt), executor);
        return DataLoaderFactory.newMappedDataLoaderWithTry(batch, OPTIONS);
    }

    /** One run is for all that asked, whatever each of them selects. */
    private StatementCall call(
            Set<ParentKey> keys, Map<String, @Nullable Object> parameters, BatchLoaderEnvironment asked) {
        var withKeys = new HashMap<String, @Nullable Object>(parameters);
        withKeys.put("keys", columns(keys));
        var wanted = asked.getKeyContextsList().stream()
                .map(WantedColumns.class::cast)
                .distinct()
                .reduce(WantedColumns::and)
                .orElse(WantedColumns.ALL);
        return new StatementCall(binding.statement(), withKeys, wanted);
    }

    private Map<ParentKey, Try<Optional<Object>>> load(
            StatementCall call, Set<ParentKey> keys, ReferenceAttempt attempt) {
        var keyed = new KeyedRows(binding, attempt.query(binding, call));
        var values = new HashMap<ParentKey, Try<Optional<Object>>>();
        keys.forEach(key -> values.put(key, value(keyed, key, attempt.mostRows())));
        return values;
    }

    /** Two rows for one parent are that parent's error and nobody else's. */
    private Try<Optional<Object>> value(KeyedRows keyed, ParentKey key, int mostRows) {
        if (binding.isConnection()) {
            return Try.succeeded(Optional.of(new PageRows(keyed.rows(), keyed.of(key))));
        }
        try {
            return Try.succeeded(Optional.ofNullable(
                    RowShape.value(binding, binding.shape(), keyed.rows(), keyed.of(key), mostRows)));
        } catch (FieldException failure) {
            return Try.failed(failure);
        }
    }

    /** Arrays of the same length, row by row, as {@code unnest} takes them. */
    private Map<String, List<String>> columns(Set<ParentKey> keys) {
        var columns = new HashMap<String, List<String>>();
        for (int i = 0; i < binding.keys().size(); i++) {
            var values = new ArrayList<String>();
            for (var key : keys) {
                values.add(key.values().get(i));
            }
            columns.put(binding.keys().get(i), values);
        }
        return columns;
    }
}
