package dev.postern.fetching;

import com.netflix.graphql.dgs.DgsFederationResolver;
import dev.postern.fetching.EntitiesFetcher.Objects;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingEnvironmentImpl;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The objects that Java's entity fetchers bring, as DGS calls them: one by one.
 *
 * @param resolver only asked of a running gateway, because before that DGS does not know its fetchers
 */
record JavaEntities(Supplier<DgsFederationResolver> resolver) {

    /** Puts them, and what is said of them, where they belong. */
    CompletionStage<Objects> add(Objects objects, List<?> representations, DataFetchingEnvironment environment) {
        if (objects.java().isEmpty()) {
            return CompletableFuture.completedFuture(objects);
        }
        var theirs = objects.java().stream().map(representations::get).toList();
        var asking = DataFetchingEnvironmentImpl.newDataFetchingEnvironment(environment)
                .arguments(Map.of("representations", theirs))
                .build();
        return fetch(asking).thenApply(result -> put(result, objects, environment));
    }

    @SuppressWarnings("unchecked") // DGS declares its fetcher as one of anything
    private CompletionStage<DataFetcherResult<List<@Nullable Object>>> fetch(DataFetchingEnvironment asking) {
        try {
            DataFetcher<Object> fetcher = resolver.get().entitiesFetcher();
            return (CompletionStage<DataFetcherResult<List<@Nullable Object>>>) fetcher.get(asking);
        } catch (Exception failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    private static Objects put(
            DataFetcherResult<List<@Nullable Object>> result, Objects objects, DataFetchingEnvironment environment) {
        var data = result.getData();
        for (int i = 0; data != null && i < objects.java().size(); i++) {
            objects.objects().set(objects.java().get(i), data.get(i));
        }
        result.getErrors().forEach(error -> objects.errors().add(moved(error, objects, environment)));
        return objects;
    }

    /** DGS counts only those that it was given. */
    private static GraphQLError moved(GraphQLError error, Objects objects, DataFetchingEnvironment environment) {
        var path = error.getPath();
        if (path == null || !(path.getLast() instanceof Integer place)) {
            return error;
        }
        return GraphqlErrorBuilder.newError(environment)
                .path(environment
                        .getExecutionStepInfo()
                        .getPath()
                        .segment(objects.java().get(place)))
                .message("%s", error.getMessage())
                .extensions(error.getExtensions())
                .build();
    }
}
