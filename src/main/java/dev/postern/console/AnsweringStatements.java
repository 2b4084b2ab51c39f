package dev.postern.console;

import dev.postern.binding.Bindings;
import dev.postern.binding.FieldBinding;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The statements of a schema by the type of their rows, looked through once for all types; immutable. */
final class AnsweringStatements {

    private final GraphQLSchema schema;
    private final Map<String, Set<String>> byType = new HashMap<>();
    private final Map<String, Set<String>> unions = new HashMap<>();

    AnsweringStatements(GraphQLSchema schema, Bindings bindings) {
        this.schema = schema;
        for (var binding : bindings.all()) {
            var type = typeName(binding);
            var statement = binding.statementOrNull();
            if (type != null && statement != null) {
                byType.computeIfAbsent(rowType(type), none -> new TreeSet<>()).add(statement.name());
            }
        }
        for (var type : schema.getAllTypesAsList()) {
            if (type instanceof GraphQLUnionType union) {
                union.getTypes()
                        .forEach(member -> unions.computeIfAbsent(member.getName(), none -> new TreeSet<>())
                                .add(union.getName()));
            }
        }
    }

    /** The names of those whose rows are objects of a type, as itself, an interface of it or a union with it; in order. */
    List<String> of(GraphQLObjectType type) {
        var itself = Stream.of(type.getName());
        var interfaces = type.getInterfaces().stream().map(GraphQLNamedType::getName);
        var around = unions.getOrDefault(type.getName(), Set.of()).stream();
        return Stream.concat(itself, Stream.concat(interfaces, around))
                .flatMap(name -> byType.getOrDefault(name, Set.of()).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** What a field's own statement brings; null where it has none. */
    private static @Nullable String typeName(FieldBinding binding) {
        return switch (binding) {
            case FieldBinding.Root root -> root.shape().typeName();
            case FieldBinding.Write write -> write.shape().typeName();
            case FieldBinding.Nested nested -> nested.shape().typeName();
            case FieldBinding.Subscribed subscribed -> subscribed.shape().typeName();
            case FieldBinding.Held ignored -> null;
            case FieldBinding.Paged ignored -> null;
            case FieldBinding.Java ignored -> null;
            case FieldBinding.Entities ignored -> null;
            case FieldBinding.Constant ignored -> null;
        };
    }

    /** Behind a connection stands the type of its nodes. */
    private String rowType(String name) {
        var type = schema.getType(name);
        if (type instanceof GraphQLObjectType connection
                && name.endsWith("Connection")
                && connection.getFieldDefinition("edges") != null) {
            var edge = GraphQLTypeUtil.unwrapAll(
                    connection.getFieldDefinition("edges").getType());
            if (edge instanceof GraphQLObjectType object && object.getFieldDefinition("node") != null) {
                return GraphQLTypeUtil.unwrapAll(
                                object.getFieldDefinition("node").getType())
                        .getName();
            }
        }
        return name;
    }
}
