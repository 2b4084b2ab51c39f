package dev.postern.schema;

import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Node;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLImplementingType;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reading of what a schema's directives ask, by the names that its SDL gives them. */
final class AccessReading {

    private final Map<String, Set<Requirement>> fields = new HashMap<>();
    private final Map<String, Set<Requirement>> inputs = new HashMap<>();
    private final Set<Directive> heard = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Types of which a client can give something. */
    private final Set<String> given = new HashSet<>();

    private final Map<String, String> names;

    private AccessReading(Map<String, String> names) {
        this.names = names;
    }

    /** @param names the directives' own names by those that the SDL gives them, besides their own */
    static AccessReading of(GraphQLSchema schema, Map<String, String> names) {
        var reading = new AccessReading(names);
        for (var type : schema.getAllTypesAsList()) {
            if (type instanceof GraphQLObjectType object && !object.getName().startsWith("__")) {
                object.getFieldDefinitions().forEach(field -> reading.add(object, field));
            }
        }
        reading.addGiven(schema);
        return reading;
    }

    /** What is asked for each field of an object, by coordinate. */
    Map<String, Set<Requirement>> fields() {
        return fields;
    }

    /** What is asked for each argument, input field, enum value and type that can be given, by coordinate. */
    Map<String, Set<Requirement>> inputs() {
        return inputs;
    }

    /** Whether a directive is one of those that ask something of somebody. */
    boolean isOfAccess(Directive directive) {
        return AccessDirectives.NAMES.contains(names.getOrDefault(directive.getName(), directive.getName()));
    }

    /** Whether a directive of the SDL, told by its identity, asks something of somebody. */
    boolean heard(Directive directive) {
        return heard.contains(directive);
    }

    private void add(GraphQLObjectType object, GraphQLFieldDefinition field) {
        var asked = new LinkedHashSet<Requirement>();
        asked.addAll(ofType(object));
        asked.addAll(read(field.getDefinition()));
        asked.addAll(ofType(GraphQLTypeUtil.unwrapAll(field.getType())));
        var coordinate = object.getName() + "." + field.getName();
        addArguments(coordinate, field);
        for (var wider : object.getInterfaces()) {
            if (wider instanceof GraphQLImplementingType of && of.getFieldDefinition(field.getName()) != null) {
                asked.addAll(ofType(of));
                asked.addAll(read(of.getFieldDefinition(field.getName()).getDefinition()));
                addArguments(coordinate, of.getFieldDefinition(field.getName()));
            }
        }
        put(fields, coordinate, asked);
    }

    /** @param field the object's own, or an interface's that the object has too */
    private void addArguments(String coordinate, GraphQLFieldDefinition field) {
        for (var argument : field.getArguments()) {
            put(inputs, InputRules.argument(coordinate, argument.getName()), read(argument.getDefinition()));
            given.add(named(argument.getType()));
        }
    }

    /** Input types are reached by arguments, and by the fields of those that are reached. */
    private void addGiven(GraphQLSchema schema) {
        var objects = schema.getAllTypesAsList().stream()
                .filter(GraphQLInputObjectType.class::isInstance)
                .map(GraphQLInputObjectType.class::cast)
                .toList();
        var size = -1;
        while (size < given.size()) {
            size = given.size();
            objects.stream()
                    .filter(object -> given.contains(object.getName()))
                    .flatMap(object -> object.getFieldDefinitions().stream())
                    .forEach(field -> given.add(named(field.getType())));
        }
        for (var name : given) {
            var type = schema.getType(name);
            if (type instanceof GraphQLNamedType named) {
                put(inputs, name, ofType(named));
            }
            if (type instanceof GraphQLInputObjectType object) {
                object.getFieldDefinitions()
                        .forEach(field -> put(inputs, name + "." + field.getName(), read(field.getDefinition())));
            }
            if (type instanceof GraphQLEnumType labelled) {
                labelled.getValues()
                        .forEach(value -> put(inputs, name + "." + value.getName(), read(value.getDefinition())));
            }
        }
    }

    private static String named(graphql.schema.GraphQLType type) {
        return GraphQLTypeUtil.unwrapAll(type).getName();
    }

    private static void put(Map<String, Set<Requirement>> rules, String coordinate, Set<Requirement> asked) {
        if (!asked.isEmpty()) {
            rules.merge(coordinate, Set.copyOf(asked), (some, others) -> {
                var all = new HashSet<>(some);
                all.addAll(others);
                return Set.copyOf(all);
            });
        }
    }

    /** A scalar's own definition is not in the schema, only what it makes of it. */
    private Set<Requirement> ofType(GraphQLNamedType type) {
        var asked = new LinkedHashSet<Requirement>();
        Stream.concat(Stream.ofNullable(type.getDefinition()), extensions(type).stream())
                .forEach(node -> asked.addAll(read(node)));
        if (type instanceof GraphQLScalarType scalar) {
            scalar.getAppliedDirectives().stream()
                    .map(GraphQLAppliedDirective::getDefinition)
                    .filter(Objects::nonNull)
                    .forEach(directive -> read(directive, asked));
        }
        return asked;
    }

    private static List<? extends Node<?>> extensions(GraphQLNamedType type) {
        return switch (type) {
            case GraphQLObjectType object -> object.getExtensionDefinitions();
            case GraphQLInterfaceType wider -> wider.getExtensionDefinitions();
            case GraphQLUnionType union -> union.getExtensionDefinitions();
            case GraphQLEnumType labelled -> labelled.getExtensionDefinitions();
            case GraphQLScalarType scalar -> scalar.getExtensionDefinitions();
            case GraphQLInputObjectType object -> object.getExtensionDefinitions();
            default -> List.of();
        };
    }

    private Set<Requirement> read(@Nullable Node<?> definition) {
        var asked = new LinkedHashSet<Requirement>();
        if (definition instanceof DirectivesContainer<?> directed) {
            directed.getDirectives().forEach(directive -> read(directive, asked));
        }
        return asked;
    }

    private void read(Directive directive, Set<Requirement> asked) {
        var name = directive.getName();
        AccessDirectives.read(names.getOrDefault(name, name), directive).ifPresent(requirement -> {
            asked.add(requirement);
            heard.add(directive);
        });
    }
}
