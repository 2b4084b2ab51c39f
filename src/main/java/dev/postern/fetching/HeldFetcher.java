package dev.postern.fetching;

import dev.postern.binding.FieldBinding;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.PropertyDataFetcher;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field read from its parent: a row, an object inside a JSON column, or what a Java fetcher returned. */
final class HeldFetcher implements DataFetcher<@Nullable Object> {

    private final FieldBinding.Held binding;
    private final PropertyDataFetcher<Object> property;

    HeldFetcher(FieldBinding.Held binding) {
        this.binding = binding;
        this.property = PropertyDataFetcher.fetching(binding.field());
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) {
        Object source = environment.getSource();
        return switch (source) {
            case null -> null;
            case RowObject row -> row.read(binding, environment.getMergedField().getResultKey());
            case Map<?, ?> json ->
                json.containsKey(binding.field()) ? json.get(binding.field()) : json.get(binding.column());
            default -> property.get(environment);
        };
    }
}
