package dev.postern.fetching;

import dev.postern.binding.FieldBinding;
import dev.postern.statement.Row;
import dev.postern.statement.Rows;
import dev.postern.statement.StatementCall;
import dev.postern.statement.WantedColumns;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;
import org.dataloader.MappedBatchLoaderWithContext;
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
                ? source.of(Rows.NONE, List.of(), Completions.NONE)
                : load(key, parameters, environment, () -> selected.of(environment))
                        .thenApply(found -> ((PageRows) found.orElse(PageRows.NONE)).of(source));
    }

    /** The rows of one parent as its field asks for them, together with those of the others of its level. */
    CompletableFuture<Optional<Object>> load(
            ParentKey key,
            Map<String, @Nullable Object> parameters,
            DataFetchingEnvironment environment,
            Supplier<Asked> asking) {
        var level = environment.getExecutionStepInfo().getPath().getLevel();
        var loaders = (LevelLoaders) environment.getDataLoaderRegistry();
        var attempt = ReferenceAttempt.of(environment);
        var asked =
                loaders.asked(binding.coordinate(), environment.getMergedField().getFields(), asking);
        var name = loaders.named(
                new LoaderKey(level, binding.coordinate(), parameters), () -> loader(parameters, attempt));
        DataLoader<ParentKey, Found> loader = Objects.requireNonNull(environment.getDataLoader(name));
        return loader.load(key, new Parent(key, asked)).thenApply(found -> found.as(asked));
    }

    /** Who asks, because one run is for several fields, which may ask for the same key. */
    private record Parent(ParentKey key, Asked asked) {}

    private record PageRows(Rows result, List<Row> rows, Completions completions) {

        static final PageRows NONE = new PageRows(Rows.NONE, List.of(), Completions.NONE);

        ConnectionObject of(ConnectionObject.Source source) {
            return source.of(result, rows, completions);
        }
    }

    private static @Nullable Object orNull(Optional<Object> value) {
        return value.orElse(null);
    }

    private DataLoader<ParentKey, Found> loader(Map<String, @Nullable Object> parameters, ReferenceAttempt attempt) {
        MappedBatchLoaderWithContext<ParentKey, Found> batch = (keys, asked) -> {
            var parents = asked.getKeyContextsList().stream()
                    .map(Parent.class::cast)
                    .distinct()
                    .toList();
            return CompletableFuture.supplyAsync(
                    () -> load(call(keys, parameters, parents), parents, attempt), executor);
        };
        return DataLoaderFactory.newMappedDataLoader(batch, OPTIONS);
    }

    /** One run is for all that asked, whatever each of them selects. */
    private StatementCall call(Set<ParentKey> keys, Map<String, @Nullable Object> parameters, List<Parent> parents) {
        var withKeys = new HashMap<String, @Nullable Object>(parameters);
        withKeys.put("keys", ParentKey.columns(binding.keys(), keys));
        var wanted = parents.stream()
                .map(parent -> parent.asked().columns())
                .distinct()
                .reduce(WantedColumns::and)
                .orElse(WantedColumns.ALL);
        return new StatementCall(binding.statement(), withKeys, wanted);
    }

    private Map<ParentKey, Found> load(StatementCall call, List<Parent> parents, ReferenceAttempt attempt) {
        var keyed = new KeyedRows(binding, attempt.query(binding, call));
        var most = attempt.mostRows();
        var shown = new LinkedHashMap<ObjectSelection, List<Row>>();
        for (var parent : parents) {
            shown.computeIfAbsent(parent.asked().objects(), ignored -> new ArrayList<>())
                    .addAll(shown(keyed.of(parent.key()), call.parameters(), most));
        }
        var completed = new PartialRows(selected.bindings(), attempt).complete(shown);
        var values = new HashMap<ParentKey, Found>();
        for (var parent : parents) {
            values.put(parent.key(), asked -> {
                var completions = completed.getOrDefault(asked.objects(), Completions.NONE);
                return value(keyed, parent.key(), completions, most);
            });
        }
        return values;
    }

    private List<Row> shown(List<Row> rows, Map<String, @Nullable Object> parameters, int mostRows) {
        return binding.isConnection()
                ? StatementParameters.source(binding.coordinate(), null, parameters)
                        .shown(rows)
                : RowShape.shown(binding.shape(), rows, mostRows);
    }

    /** Two rows for one parent are that parent's error and nobody else's. */
    private Optional<Object> value(KeyedRows keyed, ParentKey key, Completions completions, int mostRows) {
        var rows = keyed.of(key);
        return binding.isConnection()
                ? Optional.of(new PageRows(keyed.rows(), rows, completions))
                : Optional.ofNullable(
                        RowShape.value(binding, binding.shape(), keyed.rows(), rows, mostRows, completions));
    }
}
