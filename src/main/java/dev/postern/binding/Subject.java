package dev.postern.binding;

import dev.postern.finding.Place;
import dev.postern.schema.SourcePlace;
import graphql.language.OperationDefinition.Operation;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import org.jspecify.annotations.Nullable;

/**
 * A field that something shall answer.
 *
 * @param root the operation that begins with its type, null for any other type
 */
record Subject(
        GraphQLObjectType type,
        GraphQLFieldDefinition field,
        @Nullable Operation root) {

    static Subject of(GraphQLSchema schema, GraphQLObjectType type, GraphQLFieldDefinition field) {
        return new Subject(type, field, root(schema, type));
    }

    private static @Nullable Operation root(GraphQLSchema schema, GraphQLObjectType type) {
        if (type.equals(schema.getQueryType())) {
            return Operation.QUERY;
        }
        if (type.equals(schema.getMutationType())) {
            return Operation.MUTATION;
        }
        return type.equals(schema.getSubscriptionType()) ? Operation.SUBSCRIPTION : null;
    }

    String coordinate() {
        return type.getName() + "." + field.getName();
    }

    FieldShape shape() {
        return FieldShape.of(field.getType());
    }

    Place place() {
        return SourcePlace.of(field.getDefinition());
    }
}
