package dev.postern.testing.equivalence;

import dev.postern.testing.Gateway;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Random arguments: literals, variables with and without defaults, null, and nothing at all. */
final class ArgumentGenerator {

    private final Random random;
    private final ValueGenerator values;
    private final VariableStore variables;

    ArgumentGenerator(Random random, ValueGenerator values, VariableStore variables) {
        this.random = random;
        this.values = values;
        this.variables = variables;
    }

    /** {@code (id: $v1, first: 3)}, or nothing. */
    String arguments(List<GraphQLArgument> definitions) {
        var text = definitions.stream()
                .filter(definition -> isRequired(definition) || random.nextInt(3) > 0)
                .map(definition -> definition.getName() + ": " + argument(definition))
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "" : "(" + text + ")";
    }

    private static boolean isRequired(GraphQLArgument definition) {
        return definition.getType() instanceof GraphQLNonNull && !definition.hasSetDefaultValue();
    }

    private String argument(GraphQLArgument definition) {
        var name = definition.getName();
        var type = definition.getType();
        if (random.nextInt(5) > 1) {
            return literal(type, values.value(name, type, 0));
        }
        var display = GraphQLTypeUtil.simplePrint(type);
        return switch (random.nextInt(4)) {
            case 0 -> defaulted(definition);
            case 1 -> optional(definition);
            default -> variables.give(variables.declare(display), values.value(name, type, 0));
        };
    }

    /** A variable with a default is good for a place where null is not, and is given, left out or, now and then, null. */
    private String defaulted(GraphQLArgument definition) {
        var name = definition.getName();
        var nullable = GraphQLTypeUtil.unwrapNonNull(definition.getType());
        var literal = plain(nullable, values.present(name, nullable, 0));
        var variable = variables.declare(GraphQLTypeUtil.simplePrint(nullable) + " = " + literal);
        return switch (random.nextInt(8)) {
            case 0 -> variables.give(variable, null);
            case 1, 2, 3 -> variables.give(variable, values.present(name, nullable, 0));
            default -> variable;
        };
    }

    /** A variable without a default may be left out where the argument may. */
    private String optional(GraphQLArgument definition) {
        var variable = variables.declare(
                isRequired(definition)
                        ? GraphQLTypeUtil.simplePrint(definition.getType())
                        : GraphQLTypeUtil.simplePrint(GraphQLTypeUtil.unwrapNonNull(definition.getType())));
        if (!isRequired(definition) && random.nextBoolean()) {
            return variable;
        }
        return variables.give(variable, values.present(definition.getName(), definition.getType(), 0));
    }

    /** {@code true}, {@code false} or a variable that is either. */
    String condition() {
        var given = random.nextInt(3) > 0;
        return switch (random.nextInt(5)) {
            case 0 -> variables.give(variables.declare("Boolean!"), given);
            case 1 -> variables.declare("Boolean! = " + given);
            case 2 -> variables.give(variables.declare("Boolean = " + !given), given);
            default -> String.valueOf(given);
        };
    }

    /** A value as the document has it, with variables for parts of it. */
    private String literal(GraphQLType type, @Nullable Object value) {
        if (value instanceof Map<?, ?> object
                && GraphQLTypeUtil.unwrapNonNull(type) instanceof GraphQLInputObjectType shape) {
            return object.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + part(String.valueOf(entry.getKey()), shape, entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return plain(type, value);
    }

    private String part(String field, GraphQLInputObjectType shape, @Nullable Object value) {
        var type = shape.getFieldDefinition(field).getType();
        var display = GraphQLTypeUtil.simplePrint(type) + (shape.isOneOf() ? "!" : "");
        return random.nextInt(5) == 0 ? variables.give(variables.declare(display), value) : literal(type, value);
    }

    /** A value as the document has it, without variables. */
    private static String plain(GraphQLType type, @Nullable Object value) {
        var nullable = GraphQLTypeUtil.unwrapNonNull(type);
        return switch (value) {
            case null -> "null";
            case String text -> nullable instanceof GraphQLEnumType || isListOfEnum(nullable) ? text : quoted(text);
            case List<?> list ->
                list.stream()
                        .map(element -> plain(element(nullable), element))
                        .collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> object ->
                object.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + plain(field(nullable, entry.getKey()), entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            default -> value.toString();
        };
    }

    private static boolean isListOfEnum(GraphQLType type) {
        return type instanceof GraphQLList && GraphQLTypeUtil.unwrapAll(type) instanceof GraphQLEnumType;
    }

    private static GraphQLType element(GraphQLType type) {
        return type instanceof GraphQLList list ? list.getWrappedType() : type;
    }

    private static GraphQLType field(GraphQLType type, @Nullable Object name) {
        return GraphQLTypeUtil.unwrapAll(type) instanceof GraphQLInputObjectType object
                ? object.getFieldDefinition(String.valueOf(name)).getType()
                : type;
    }

    /** JSON's strings are GraphQL's, but that a document has its line and paragraph separators escaped too. */
    private static String quoted(String text) {
        return Gateway.JSON.writeValueAsString(text);
    }
}
