package dev.postern.fetching;

import dev.postern.binding.Bindings;
import dev.postern.binding.FieldBinding;
import dev.postern.execution.ErrorCode;
import dev.postern.execution.FieldError;
import dev.postern.execution.FieldException;
import dev.postern.federation.RepresentationReader;
import dev.postern.federation.Representations;
import dev.postern.federation.Representations.Place;
import dev.postern.fetching.GroupObjects.Named;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLInterfaceType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** {@code _entities}: one run of each statement that brings objects, for all representations that it serves. */
record EntitiesFetcher(FieldBinding.Entities binding, Bindings bindings, JavaEntities java, Executor executor)
        implements DataFetcher<CompletableFuture<DataFetcherResult<List<@Nullable Object>>>> {

    @Override
    public CompletableFuture<DataFetcherResult<List<@Nullable Object>>> get(DataFetchingEnvironment environment) {
        var attempt = ReferenceAttempt.of(environment);
        var given = environment.getArguments().get(FieldBinding.Entities.REPRESENTATIONS) instanceof List<?> list
                ? list
                : List.of();
        if (given.size() > attempt.mostRepresentations()) {
            throw new FieldException(FieldError.tooMany(given.size(), attempt.mostRepresentations()), null);
        }
        var selected = EntitySelection.of(bindings, environment);
        return CompletableFuture.supplyAsync(() -> objects(environment, given, selected, attempt), executor)
                .thenCompose(objects -> java.add(objects, given, environment))
                .thenApply(Objects::result);
    }

    private Objects objects(
            DataFetchingEnvironment environment, List<?> given, EntitySelection selected, ReferenceAttempt attempt) {
        var partial = new PartialRows(bindings, attempt);
        var reader =
                new RepresentationReader(environment.getGraphQLSchema(), binding, selected.fields(), attempt::keyTypes);
        var read = reader.read(given);
        var lookups = read.groups().stream()
                .map(group ->
                        environment.getGraphQLSchema().getType(group.type().name()) instanceof GraphQLInterfaceType
                                ? GroupObjects.ofInterface(group, selected, attempt)
                                : GroupObjects.of(group, selected))
                .toList();
        var parts = lookups.stream()
                .flatMap(lookup -> lookup.parts(selected.objects()))
                .toList();
        var completions = partial.complete(parts).iterator();
        var groups = lookups.stream().map(lookup -> lookup.objects(completions)).toList();
        return Objects.of(read, groups, environment);
    }

    /**
     * The objects in their order, null where there is none, and what is said of those.
     *
     * @param java where those are that Java brings
     */
    record Objects(List<@Nullable Object> objects, List<GraphQLError> errors, List<Integer> java) {

        private static Objects of(Representations read, List<List<Named>> groups, DataFetchingEnvironment environment) {
            var objects = new Objects(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (var place : read.places()) {
                switch (place) {
                    case Place.Given given ->
                        objects.add(groups.get(given.group()).get(given.row()), environment);
                    case Place.Java ignored -> {
                        objects.java.add(objects.objects.size());
                        objects.objects.add(null);
                    }
                    case Place.Refused refused ->
                        objects.add(
                                new Named(null, new FieldError(ErrorCode.BAD_USER_INPUT, refused.reason())),
                                environment);
                }
            }
            return objects;
        }

        private void add(Named named, DataFetchingEnvironment environment) {
            if (named.failure() != null) {
                errors.add(GraphqlErrorBuilder.newError(environment)
                        .path(environment.getExecutionStepInfo().getPath().segment(objects.size()))
                        .message("%s", named.failure().message())
                        .extensions(named.failure().extensions())
                        .build());
            }
            objects.add(named.object());
        }

        DataFetcherResult<List<@Nullable Object>> result() {
            return DataFetcherResult.<List<@Nullable Object>>newResult()
                    .data(objects)
                    .errors(errors)
                    .build();
        }
    }
}
