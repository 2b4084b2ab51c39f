package dev.postern.fetching;

import dev.postern.binding.Bindings;
import dev.postern.binding.FieldBinding;
import dev.postern.binding.FieldShape;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingFieldSelectionSet;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is selected of objects that rows are, down to where a statement of its own begins; immutable.
 *
 * <p>Equal by identity: it is worked out once for a field, and looked up for each of the field's parents.
 *
 * @param typeName their type, empty where each row names its own
 * @param byType the fields, by concrete type; a type of which nothing is selected need not be there
 */
record ObjectSelection(String typeName, Map<String, List<Chosen>> byType) {

    /** Nothing that anybody would look for in another row. */
    static final ObjectSelection NONE = new ObjectSelection("", Map.of());

    ObjectSelection {
        byType = Map.copyOf(byType);
    }

    /**
     * A selected field.
     *
     * @param label its key in the answer
     * @param below what is selected of the object that the same row holds for it
     */
    record Chosen(String label, FieldBinding binding, ObjectSelection below) {}

    /** The same for objects of one of its types. */
    ObjectSelection of(String concrete) {
        return new ObjectSelection(concrete, byType);
    }

    /** What is selected below a field, {@link #NONE} where no object can be completed. */
    static ObjectSelection of(Bindings bindings, DataFetchingEnvironment environment) {
        var type = GraphQLTypeUtil.unwrapAll(environment.getFieldType());
        return bindings.entities().isEmpty() || GraphQLTypeUtil.isLeaf(type)
                ? NONE
                : new Reading(bindings, environment.getGraphQLSchema())
                        .read(type.getName(), environment.getSelectionSet());
    }

    /** The same, even of objects that nothing can complete. */
    static ObjectSelection all(Bindings bindings, DataFetchingEnvironment environment) {
        var type = GraphQLTypeUtil.unwrapAll(environment.getFieldType());
        return new Reading(bindings, environment.getGraphQLSchema())
                .whole(type.getName(), environment.getSelectionSet());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    private record Reading(Bindings bindings, GraphQLSchema schema) {

        ObjectSelection read(String typeName, DataFetchingFieldSelectionSet selection) {
            var whole = whole(typeName, selection);
            var isKnown = whole.byType().keySet().stream()
                    .allMatch(name -> bindings.entities(name).isEmpty());
            return isKnown && isFlat(whole.byType()) ? NONE : whole;
        }

        ObjectSelection whole(String typeName, DataFetchingFieldSelectionSet selection) {
            var byType = new LinkedHashMap<String, List<Chosen>>();
            for (var selected : selection.getImmediateFields()) {
                for (var name : selected.getObjectTypeNames()) {
                    var binding = bindings.byCoordinate().get(name + "." + selected.getName());
                    if (binding != null) {
                        var below = below(binding, selected.getSelectionSet());
                        byType.computeIfAbsent(name, ignored -> new ArrayList<>())
                                .add(new Chosen(selected.getResultKey(), binding, below));
                    }
                }
            }
            return new ObjectSelection(schema.getType(typeName) instanceof GraphQLObjectType ? typeName : "", byType);
        }

        private static boolean isFlat(Map<String, List<Chosen>> byType) {
            return byType.values().stream()
                    .flatMap(List::stream)
                    .allMatch(field -> field.below().equals(NONE));
        }

        /** Edges and nodes are the rows themselves, and an object may be in columns with a prefix. */
        private ObjectSelection below(FieldBinding binding, DataFetchingFieldSelectionSet selection) {
            return switch (binding) {
                case FieldBinding.Held held -> held.shape().list() ? NONE : below(held.shape(), selection);
                case FieldBinding.Paged paged -> below(paged.shape(), selection);
                case FieldBinding.Root ignored -> NONE;
                case FieldBinding.Write ignored -> NONE;
                case FieldBinding.Subscribed ignored -> NONE;
                case FieldBinding.Nested ignored -> NONE;
                case FieldBinding.Java ignored -> NONE;
                case FieldBinding.Entities ignored -> NONE;
                case FieldBinding.Constant ignored -> NONE;
            };
        }

        private ObjectSelection below(FieldShape shape, DataFetchingFieldSelectionSet selection) {
            return shape.leaf() ? NONE : read(shape.typeName(), selection);
        }
    }
}
