package dev.postern.schema;

import graphql.language.Argument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedInputType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of whoever gives something to a field: an argument, a field of an input object, a value of an enum; immutable.
 *
 * <p>Only what a client has written counts, be it null. What the SDL gives by itself, as a default, is not the client's.
 */
public final class InputRules {

    static final InputRules NONE = new InputRules(Map.of(), Set.of());

    private final Map<String, Set<Requirement>> byCoordinate;
    private final Set<String> askingTypes;

    private InputRules(Map<String, Set<Requirement>> byCoordinate, Set<String> askingTypes) {
        this.byCoordinate = Map.copyOf(byCoordinate);
        this.askingTypes = Set.copyOf(askingTypes);
    }

    /** @param byCoordinate what is asked for arguments, input fields, enum values, and for all values of a type */
    static InputRules of(GraphQLSchema schema, Map<String, Set<Requirement>> byCoordinate) {
        return byCoordinate.isEmpty() ? NONE : new InputRules(byCoordinate, askingTypes(schema, byCoordinate));
    }

    /**
     * What a client has given and not everybody may give.
     *
     * @param coordinate of the argument, {@code Query.books(cost:)}, of the input field, {@code Filter.cost}, of the enum's
     *     value, {@code Level.HIGH}, or of a type
     */
    public record Given(String coordinate, Set<Requirement> asked) {}

    /** Whether nothing is asked for anything that can be given. */
    public boolean areNone() {
        return byCoordinate.isEmpty();
    }

    /** How many arguments, input fields, enum values and types ask for something. */
    public int size() {
        return byCoordinate.size();
    }

    /**
     * Whether anything may be asked of somebody who gives this, whatever variables hold.
     *
     * @param coordinate the field
     * @param arguments as they stand in the document
     */
    public boolean mayAsk(String coordinate, GraphQLFieldDefinition field, List<Argument> arguments) {
        if (areNone()) {
            return false;
        }
        for (var argument : arguments) {
            var definition = field.getArgument(argument.getName());
            if (byCoordinate.containsKey(argument(coordinate, argument.getName()))
                    || (definition != null && mayAsk(definition.getType()))) {
                return true;
            }
        }
        return false;
    }

    private boolean mayAsk(GraphQLInputType type) {
        return askingTypes.contains(GraphQLTypeUtil.unwrapAll(type).getName());
    }

    /**
     * What is given to a field and asks for something, in the order in which it was written.
     *
     * @param coordinate the field
     * @param arguments as they stand in the document
     * @param values what its variables hold
     */
    public List<Given> of(
            String coordinate, GraphQLFieldDefinition field, List<Argument> arguments, GivenValues values) {
        var given = new ArrayList<Given>();
        for (var argument : arguments) {
            var definition = field.getArgument(argument.getName());
            if (definition != null && values.isGiven(argument.getValue())) {
                add(argument(coordinate, argument.getName()), given);
                walk(definition.getType(), values.of(argument.getValue()), given);
            }
        }
        return List.copyOf(given);
    }

    static String argument(String coordinate, String name) {
        return coordinate + "(" + name + ":)";
    }

    private void add(String coordinate, List<Given> given) {
        var asked = byCoordinate.get(coordinate);
        if (asked != null) {
            given.add(new Given(coordinate, asked));
        }
    }

    private void walk(GraphQLInputType type, @Nullable Object value, List<Given> given) {
        if (value == null || !mayAsk(type)) {
            return;
        }
        var nullable = GraphQLTypeUtil.unwrapNonNull(type);
        if (nullable instanceof GraphQLList list) {
            var element = (GraphQLInputType) list.getWrappedType();
            elements(value).forEach(one -> walk(element, one, given));
            return;
        }
        var named = (GraphQLNamedInputType) nullable;
        add(named.getName(), given);
        if (named instanceof GraphQLInputObjectType object && value instanceof Map<?, ?> fields) {
            fields.forEach((name, inner) -> walk(object, String.valueOf(name), inner, given));
        }
        if (named instanceof GraphQLEnumType) {
            add(named.getName() + "." + (value instanceof Enum<?> java ? java.name() : value), given);
        }
    }

    private void walk(GraphQLInputObjectType object, String name, @Nullable Object value, List<Given> given) {
        var field = object.getFieldDefinition(name);
        if (field != null) {
            add(object.getName() + "." + name, given);
            walk(field.getType(), value, given);
        }
    }

    /** One value stands for a list of it, as everywhere in GraphQL. */
    private static Iterable<? extends @Nullable Object> elements(Object value) {
        return switch (value) {
            case Iterable<?> list -> list;
            case Object[] array -> List.of(array);
            default -> List.of(value);
        };
    }

    /** The types of which a value may ask for something, itself or by what it holds. */
    private static Set<String> askingTypes(GraphQLSchema schema, Map<String, Set<Requirement>> byCoordinate) {
        var asking = new HashSet<String>();
        byCoordinate.keySet().stream()
                .filter(coordinate -> !coordinate.contains("("))
                .map(coordinate -> coordinate.replaceFirst("\\..*", ""))
                .forEach(asking::add);
        var objects = schema.getAllTypesAsList().stream()
                .filter(GraphQLInputObjectType.class::isInstance)
                .map(GraphQLInputObjectType.class::cast)
                .toList();
        var size = -1;
        while (size < asking.size()) {
            size = asking.size();
            objects.stream()
                    .filter(object -> object.getFields().stream()
                            .map(field -> GraphQLTypeUtil.unwrapAll(field.getType()))
                            .anyMatch(type -> asking.contains(type.getName())))
                    .forEach(object -> asking.add(object.getName()));
        }
        return asking;
    }
}
