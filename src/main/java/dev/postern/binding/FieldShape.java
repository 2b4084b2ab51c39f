package dev.postern.binding;

import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLTypeUtil;

/**
 * What a field's type asks of the rows that answer it.
 *
 * @param list whether it is a list of rows, otherwise at most one
 * @param connection whether it is a page of rows
 * @param leaf whether its innermost type is a scalar or an enum
 * @param typeName the innermost type
 * @param display the whole type as the SDL has it, {@code [Voyage!]!}
 */
public record FieldShape(boolean list, boolean connection, boolean leaf, String typeName, String display) {

    static FieldShape of(GraphQLOutputType type) {
        var outer = type instanceof GraphQLNonNull nonNull ? nonNull.getWrappedType() : type;
        var inner = GraphQLTypeUtil.unwrapAll(type);
        return new FieldShape(
                outer instanceof GraphQLList,
                ConnectionTypes.isConnection(outer),
                GraphQLTypeUtil.isLeaf(inner),
                inner.getName(),
                GraphQLTypeUtil.simplePrint(type));
    }

    /** Whether several rows may come for one parent. */
    public boolean isPlural() {
        return list || connection;
    }
}
