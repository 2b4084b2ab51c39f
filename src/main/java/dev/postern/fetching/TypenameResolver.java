package dev.postern.fetching;

import graphql.TypeResolutionEnvironment;
import graphql.schema.GraphQLObjectType;
import graphql.schema.TypeResolver;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The concrete type of an object behind an interface or a union, as its {@code "__typename"} says. */
public final class TypenameResolver implements TypeResolver {

    @Override
    public @Nullable GraphQLObjectType getType(TypeResolutionEnvironment environment) {
        Object object = environment.getObject();
        var name = switch (object) {
            case null -> null;
            case RowObject row -> row.typename();
            case Map<?, ?> json -> json.get("__typename");
            default -> object.getClass().getSimpleName();
        };
        return name == null ? null : environment.getSchema().getObjectType(name.toString());
    }
}
