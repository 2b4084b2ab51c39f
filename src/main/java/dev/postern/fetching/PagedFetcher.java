package dev.postern.fetching;

import dev.postern.binding.FieldBinding;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.PropertyDataFetcher;
import org.jspecify.annotations.Nullable;

/**
 * A field of a connection, of an edge or of a page's information.
 *
 * @param totals what counts the rows of a connection
 */
record PagedFetcher(FieldBinding.Paged binding, TotalFetchers totals) implements DataFetcher<@Nullable Object> {

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) {
        Object source = environment.getSource();
        return switch (source) {
            case null -> null;
            case ConnectionObject connection -> part(connection, environment);
            case RowObject row -> part(row, label(environment));
            default -> PropertyDataFetcher.fetching(binding.fieldName()).get(environment);
        };
    }

    private @Nullable Object part(ConnectionObject connection, DataFetchingEnvironment environment) {
        return switch (binding.part()) {
            case EDGES, NODES -> connection.objects(label(environment));
            case PAGE_INFO -> connection;
            case TOTAL_COUNT -> totals.get(connection.source(), environment);
            case HAS_NEXT_PAGE -> connection.window().hasNextPage();
            case HAS_PREVIOUS_PAGE -> connection.window().hasPreviousPage();
            case START_CURSOR -> connection.cursor(true);
            case END_CURSOR -> connection.cursor(false);
            case NODE, CURSOR -> throw new IllegalStateException(binding.coordinate() + " is a field of edges");
        };
    }

    private static String label(DataFetchingEnvironment environment) {
        return environment.getMergedField().getResultKey();
    }

    private @Nullable Object part(RowObject edge, String label) {
        return switch (binding.part()) {
            case NODE -> edge.node(label);
            case CURSOR -> edge.cursor();
            case EDGES, NODES, PAGE_INFO, TOTAL_COUNT, HAS_NEXT_PAGE, HAS_PREVIOUS_PAGE, START_CURSOR, END_CURSOR ->
                throw new IllegalStateException(binding.coordinate() + " is a field of connections");
        };
    }
}
