package dev.postern.testing.equivalence;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Random values of input types, as JSON has them. */
final class ValueGenerator {

    private final Random random;
    private final Map<String, List<Object>> pools;

    /**
     * @param pools the values to choose from: by an argument's or an input's field's name and scalar, or by a scalar alone
     */
    ValueGenerator(Random random, Map<String, List<Object>> pools) {
        this.random = random;
        this.pools = pools;
    }

    /** A value, null now and then where null may stand. */
    @Nullable
    Object value(String name, GraphQLType type, int depth) {
        if (type instanceof GraphQLNonNull strict) {
            return present(name, strict.getWrappedType(), depth);
        }
        return random.nextInt(8) == 0 ? null : present(name, type, depth);
    }

    /** A value that is not null, of a type that says nothing about it. */
    Object present(String name, GraphQLType type, int depth) {
        return switch (type) {
            case GraphQLNonNull strict -> present(name, strict.getWrappedType(), depth);
            case GraphQLList list -> list(name, list.getWrappedType(), depth);
            case GraphQLEnumType names ->
                pick(names.getValues().stream()
                        .map(GraphQLEnumValueDefinition::getName)
                        .toList());
            case GraphQLInputObjectType object -> object(object, depth);
            case GraphQLNamedType scalar ->
                pick(pools.getOrDefault(name + " " + scalar.getName(), pool(scalar.getName())));
            default -> throw new IllegalArgumentException("no value of " + type);
        };
    }

    private List<Object> pool(String scalar) {
        var pool = pools.get(scalar);
        if (pool == null) {
            throw new IllegalArgumentException("no values of " + scalar);
        }
        return pool;
    }

    /** A single value stands for a list of it. */
    private Object list(String name, GraphQLType element, int depth) {
        if (random.nextInt(10) == 0) {
            return present(name, element, depth);
        }
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> value(name, element, depth))
                .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
    }

    private Map<String, @Nullable Object> object(GraphQLInputObjectType type, int depth) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        if (type.isOneOf()) {
            var field = pick(type.getFields());
            object.put(field.getName(), present(field.getName(), field.getType(), depth + 1));
            return object;
        }
        for (var field : type.getFields()) {
            if (isRequired(field) || (depth < 3 && random.nextBoolean())) {
                object.put(field.getName(), value(field.getName(), field.getType(), depth + 1));
            }
        }
        return object;
    }

    private static boolean isRequired(GraphQLInputObjectField field) {
        return field.getType() instanceof GraphQLNonNull && !field.hasSetDefaultValue();
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
