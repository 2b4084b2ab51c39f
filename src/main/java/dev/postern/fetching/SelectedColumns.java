package dev.postern.fetching;

import dev.postern.binding.Bindings;
import dev.postern.binding.FieldBinding;
import dev.postern.binding.NeededColumns;
import dev.postern.statement.WantedColumns;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;

/** The columns that a field's rows need for what is selected below it. */
record SelectedColumns(Bindings bindings) {

    WantedColumns of(DataFetchingEnvironment environment) {
        var type = GraphQLTypeUtil.unwrapAll(environment.getFieldType());
        if (GraphQLTypeUtil.isLeaf(type)) {
            return WantedColumns.ALL;
        }
        var fields = new ArrayList<FieldBinding>();
        for (var selected : environment.getSelectionSet().getImmediateFields()) {
            for (var typeName : selected.getObjectTypeNames()) {
                var field = bindings.byCoordinate().get(typeName + "." + selected.getName());
                if (field != null) {
                    fields.add(field);
                }
            }
        }
        return NeededColumns.of(fields, !(type instanceof GraphQLObjectType)).wanted();
    }
}
