package dev.postern.fetching;

import dev.postern.binding.Bindings;
import dev.postern.binding.FieldBinding;
import dev.postern.binding.NeededColumns;
import dev.postern.statement.WantedColumns;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingFieldSelectionSet;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.SelectedField;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.function.SingletonSupplier;

/**
 * What is selected below a field, and the columns that its rows need for it.
 *
 * @param isKnown whether no Java has a say in every operation, which might look at any column; only asked of a running gateway,
 *     because before that beans are known by no more than the types that they are declared with
 */
record SelectedColumns(Bindings bindings, SingletonSupplier<Boolean> isKnown) {

    Asked of(DataFetchingEnvironment environment) {
        return new Asked(columns(environment), ObjectSelection.of(bindings, environment));
    }

    private WantedColumns columns(DataFetchingEnvironment environment) {
        var type = GraphQLTypeUtil.unwrapAll(environment.getFieldType());
        if (GraphQLTypeUtil.isLeaf(type) || !isKnown.obtain()) {
            return WantedColumns.ALL;
        }
        var fields = new ArrayList<FieldBinding>();
        var isAbstract = collect(environment.getSelectionSet(), fields);
        return NeededColumns.of(fields, isAbstract || !(type instanceof GraphQLObjectType))
                .wanted();
    }

    /** What is selected of rows, edges and nodes being the same ones; whether some must say of which type they are. */
    private boolean collect(DataFetchingFieldSelectionSet selection, List<FieldBinding> fields) {
        var isAbstract = false;
        for (var selected : selection.getImmediateFields()) {
            for (var typeName : selected.getObjectTypeNames()) {
                var field = bindings.byCoordinate().get(typeName + "." + selected.getName());
                if (field != null) {
                    fields.add(field);
                }
                if (field instanceof FieldBinding.Paged paged && !paged.shape().leaf()) {
                    var inside = collect(selected.getSelectionSet(), fields);
                    isAbstract |= inside || isAbstract(selected);
                }
            }
        }
        return isAbstract;
    }

    private static boolean isAbstract(SelectedField selected) {
        return !(GraphQLTypeUtil.unwrapAll(selected.getType()) instanceof GraphQLObjectType);
    }
}
