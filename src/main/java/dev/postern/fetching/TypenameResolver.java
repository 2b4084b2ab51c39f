package dev.postern.fetching;

import graphql.TypeResolutionEnvironment;
import graphql.execution.UnresolvedTypeException;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.TypeResolver;
import java.util.Map;

/** The concrete type of an object behind an interface or a union, as its {@code "__typename"} says. */
public final class TypenameResolver implements TypeResolver {

    @Override
    public GraphQLObjectType getType(TypeResolutionEnvironment environment) {
        Object object = environment.getObject();
        var name = switch (object) {
            case null -> null;
            case RowObject row -> row.typename();
            case Map<?, ?> json -> json.get("__typename");
            default -> object.getClass().getSimpleName();
        };
        if (name != null && environment.getSchema().getType(name.toString()) instanceof GraphQLObjectType type) {
            return type;
        }
        throw new UnresolvedTypeException(
                "no concrete type of it for an object that says '" + name + "'",
                (GraphQLNamedOutputType) GraphQLTypeUtil.unwrapAll(environment.getFieldType()));
    }
}
