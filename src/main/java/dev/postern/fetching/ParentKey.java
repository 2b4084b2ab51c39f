package dev.postern.fetching;

import dev.postern.binding.FieldBinding;
import dev.postern.schema.ColumnName;
import dev.postern.statement.KeyColumn;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.PropertyDataFetcher;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a parent is known by to a nested statement: the text of each key column, in the binding's order.
 *
 * @param values no nulls among them
 */
record ParentKey(List<String> values) {

    ParentKey {
        values = List.copyOf(values);
    }

    /** Arrays of the same length, row by row, as {@code unnest} takes them. */
    static Map<String, KeyColumn> columns(List<String> names, Collection<ParentKey> keys) {
        var columns = new HashMap<String, KeyColumn>();
        for (int i = 0; i < names.size(); i++) {
            var values = new ArrayList<byte[]>();
            for (var key : keys) {
                values.add(key.values().get(i).getBytes(StandardCharsets.UTF_8));
            }
            columns.put(names.get(i), new KeyColumn(values.toArray(byte[][]::new), values.size()));
        }
        return columns;
    }

    /** The key of the parent that is being asked, or null when any part of it is null. */
    static @Nullable ParentKey of(FieldBinding.Nested binding, DataFetchingEnvironment environment) {
        var values = new ArrayList<String>();
        for (var column : binding.keys()) {
            var value = value(binding, column, environment);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return new ParentKey(values);
    }

    private static @Nullable String value(
            FieldBinding.Nested binding, String column, DataFetchingEnvironment environment) {
        Object source = environment.getSource();
        var property = ColumnName.property(column);
        return switch (source) {
            case null -> null;
            case RowObject row -> row.text(column, binding.coordinate());
            case Map<?, ?> json -> text(json.containsKey(column) ? json.get(column) : json.get(property));
            default -> text(PropertyDataFetcher.fetching(property).get(environment));
        };
    }

    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal number -> number.toPlainString();
            default -> value.toString();
        };
    }
}
