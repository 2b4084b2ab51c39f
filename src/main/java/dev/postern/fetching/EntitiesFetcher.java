package dev.postern.fetching;

import dev.postern.binding.Bindings;
import dev.postern.binding.FieldBinding;
import dev.postern.execution.ErrorCode;
import dev.postern.execution.FieldError;
import dev.postern.execution.FieldException;
import dev.postern.federation.RepresentationReader;
import dev.postern.federation.Representations;
import dev.postern.federation.Representations.Place;
import dev.postern.statement.Row;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
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
        var reader = new RepresentationReader(
                environment.getGraphQLSchema(), binding, selected.fields(), attempt::keyTypes);
        var read = reader.read(given);
        var groups = new ArrayList<List<Given>>();
        var parts = new ArrayList<ObjectPart>();
        for (var group : read.groups()) {
            var isSelected = selected.isSelected(group.type().name());
            group.rows()
                    .all()
                    .forEach(row -> parts.add(new ObjectPart(
                            row, "", selected.objects(), isSelected ? group.entity() : null)));
        }
        var completions = new PartialRows(bindings, attempt).complete(parts).iterator();
        read.groups()
                .forEach(group -> groups.add(group.rows().all().stream()
                        .map(row -> Given.of(row, completions.next()))
                        .toList()));
        return Objects.of(read, groups, environment);
    }

    /**
     * What came of a representation.
     *
     * @param object null where there is none
     * @param failure why not, null where there is no more to say
     */
    private record Given(
            @Nullable RowObject object, @Nullable FieldError failure) {

        static Given of(Row row, Completion completion) {
            return completion.rest() instanceof Completion.Rest.Failed failed
                    ? new Given(null, failed.failure().error())
                    : new Given(RowObject.lookedUp(row, completion), null);
        }
    }

    /**
     * The objects in their order, null where there is none, and what is said of those.
     *
     * @param java where those are that Java brings
     */
    record Objects(List<@Nullable Object> objects, List<GraphQLError> errors, List<Integer> java) {

        private static Objects of(Representations read, List<List<Given>> groups, DataFetchingEnvironment environment) {
            var objects = new Objects(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (var place : read.places()) {
                switch (place) {
                    case Place.Given given -> objects.add(groups.get(given.group()).get(given.row()), environment);
                    case Place.Java ignored -> {
                        objects.java.add(objects.objects.size());
                        objects.objects.add(null);
                    }
                    case Place.Refused refused ->
                        objects.add(
                                new Given(null, new FieldError(ErrorCode.BAD_USER_INPUT, refused.reason())), environment);
                }
            }
            return objects;
        }

        private void add(Given given, DataFetchingEnvironment environment) {
            if (given.failure != null) {
                errors.add(GraphqlErrorBuilder.newError(environment)
                        .path(environment.getExecutionStepInfo().getPath().segment(objects.size()))
                        .message("%s", given.failure.message())
                        .extensions(given.failure.extensions())
                        .build());
            }
            objects.add(given.object);
        }

        DataFetcherResult<List<@Nullable Object>> result() {
            return DataFetcherResult.<List<@Nullable Object>>newResult()
                    .data(objects)
                    .errors(errors)
                    .build();
        }
    }
}
