package dev.postern.inspection;

import dev.postern.binding.Bindings;
import dev.postern.binding.FieldBinding;
import dev.postern.finding.Place;
import dev.postern.schema.ColumnName;
import dev.postern.schema.SourcePlace;
import dev.postern.statement.ParameterDomain.Choice;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the schema says of fields and arguments, by their coordinates. */
final class SchemaFields {

    private final GraphQLSchema schema;
    private final Collection<FieldBinding> totals;
    private final Set<FieldBinding> entities;

    SchemaFields(GraphQLSchema schema, Bindings bindings) {
        this.schema = schema;
        this.totals = bindings.totals().values();
        this.entities = Set.copyOf(bindings.allEntities());
    }

    /** Whether a binding counts the rows of the connection that its coordinate names. */
    boolean isTotal(FieldBinding binding) {
        return totals.contains(binding);
    }

    /** The type of what a binding answers: of the field, or of its count. */
    GraphQLOutputType type(FieldBinding binding) {
        var type = definition(binding).getType();
        return isTotal(binding) && GraphQLTypeUtil.unwrapAll(type) instanceof GraphQLObjectType connection
                ? connection.getFieldDefinition("totalCount").getType()
                : type;
    }

    /** The definition of a field that is bound. */
    GraphQLFieldDefinition definition(FieldBinding binding) {
        var definition = find(binding);
        if (definition == null) {
            throw new IllegalStateException(binding.coordinate() + " is no field");
        }
        return definition;
    }

    /** Null for what brings whole objects, which answers no field of its own. */
    private @Nullable GraphQLFieldDefinition find(FieldBinding binding) {
        return entities.contains(binding)
                ? null
                : schema.getObjectType(binding.typeName()).getFieldDefinition(binding.fieldName());
    }

    /** The line of a field in its file, or of the statement that brings whole objects. */
    Place place(FieldBinding binding) {
        var field = find(binding);
        var statement = binding.statementOrNull();
        if (field == null && statement != null) {
            return statement.place();
        }
        return SourcePlace.of(field == null ? null : field.getDefinition());
    }

    /** The object types that an object of this type can be of. */
    List<String> possible(String typeName) {
        return switch (schema.getType(typeName)) {
            case GraphQLObjectType object -> List.of(object.getName());
            case GraphQLInterfaceType type -> names(schema.getImplementations(type));
            case GraphQLUnionType union -> names(union.getTypes());
            case null -> List.of();
            default -> List.of();
        };
    }

    private static List<String> names(List<? extends GraphQLNamedType> types) {
        return types.stream().map(GraphQLNamedType::getName).toList();
    }

    /** Whether objects of the type are of one type only. */
    boolean isObject(String typeName) {
        return schema.getType(typeName) instanceof GraphQLObjectType;
    }

    /** The labels of an enum, none for another type. */
    Set<String> labels(GraphQLType type) {
        return type instanceof GraphQLEnumType labelled
                ? labelled.getValues().stream()
                        .map(GraphQLEnumValueDefinition::getName)
                        .collect(Collectors.toCollection(LinkedHashSet::new))
                : Set.of();
    }

    /**
     * What an argument, or something inside of it, is.
     *
     * @param type without the {@code !} around it
     * @param nullable whether it, or what it is inside of, may be absent
     * @param choice the innermost object around it that is {@code @oneOf}, null for none
     */
    record Given(
            GraphQLType type, boolean nullable, @Nullable Choice choice) {}

    /** The type of the argument that is a key by this name; null where there is none. */
    @Nullable
    GraphQLType subscribed(FieldBinding binding, String key) {
        return definition(binding).getArguments().stream()
                .filter(argument -> ColumnName.of(argument.getName()).equals(key))
                .map(GraphQLArgument::getType)
                .findFirst()
                .orElse(null);
    }

    /** What a path begins at an argument of the field leads to; null when it leads nowhere. */
    @Nullable
    Given given(FieldBinding binding, String path) {
        var names = path.replace("[]", ".[]").split("\\.", -1);
        var field = find(binding);
        var argument = field == null ? null : field.getArgument(names[0]);
        if (argument == null) {
            return null;
        }
        var defaulted = argument.hasSetDefaultValue() && GraphQLTypeUtil.isNonNull(argument.getType());
        var nullable = !GraphQLTypeUtil.isNonNull(argument.getType()) && !defaulted;
        @Nullable GraphQLType type = argument.getType();
        @Nullable Choice choice = null;
        for (int i = 1; i < names.length && type != null; i++) {
            if (GraphQLTypeUtil.unwrapNonNull(type) instanceof GraphQLInputObjectType object && object.isOneOf()) {
                choice = choice(object, String.join(".", List.of(names).subList(0, i)), names[i], nullable);
            }
            type = inside(GraphQLTypeUtil.unwrapNonNull(type), names[i]);
            nullable |= type != null && !GraphQLTypeUtil.isNonNull(type);
        }
        return type == null ? null : new Given(GraphQLTypeUtil.unwrapNonNull(type), nullable, choice);
    }

    private static Choice choice(GraphQLInputObjectType object, String path, String member, boolean nullable) {
        var members = object.getFieldDefinitions().stream()
                .map(field -> path + "." + field.getName())
                .collect(Collectors.toUnmodifiableSet());
        return new Choice(path, path + "." + member, members, nullable);
    }

    private static @Nullable GraphQLType inside(GraphQLType type, String name) {
        if (name.equals("[]")) {
            return GraphQLTypeUtil.isList(type) ? GraphQLTypeUtil.unwrapOne(type) : null;
        }
        var field = type instanceof GraphQLInputObjectType input ? input.getFieldDefinition(name) : null;
        return field == null ? null : field.getType();
    }
}
