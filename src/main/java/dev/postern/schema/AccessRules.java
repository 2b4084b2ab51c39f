package dev.postern.schema;

import graphql.language.ArrayValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Node;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLImplementingType;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What each field asks of whoever is answered it; immutable.
 *
 * <p>A field asks what its own directives say, those of its object's type, those of the type that it returns, and those of the
 * interfaces that have it, all of them together: another way to the same thing asks no less.
 */
public final class AccessRules {

    /** Those of a schema in which everybody is answered everything. */
    public static final AccessRules NONE = new AccessRules(Map.of());

    private final Map<String, Set<Requirement>> byCoordinate;

    private AccessRules(Map<String, Set<Requirement>> byCoordinate) {
        this.byCoordinate = Map.copyOf(byCoordinate);
    }

    /**
     * Those of a schema.
     *
     * @param federation under which names its SDL has the directives, besides their own
     */
    public static AccessRules of(GraphQLSchema schema, Federation federation) {
        var reading = new Reading(federation.access());
        for (var type : schema.getAllTypesAsList()) {
            if (type instanceof GraphQLObjectType object) {
                object.getFieldDefinitions().forEach(field -> reading.add(object, field));
            }
        }
        return new AccessRules(reading.rules);
    }

    /** What is asked for a field, nothing for one that anybody is answered. */
    public Set<Requirement> of(String coordinate) {
        return byCoordinate.getOrDefault(coordinate, Set.of());
    }

    /** Whether nothing is asked anywhere. */
    public boolean areNone() {
        return byCoordinate.isEmpty();
    }

    /** How many fields ask for something. */
    public int fields() {
        return byCoordinate.size();
    }

    /** The reading of what directives ask, by the names that an SDL gives them. */
    private static final class Reading {

        private final Map<String, Set<Requirement>> rules = new HashMap<>();
        private final Map<String, String> names;

        Reading(Map<String, String> names) {
            this.names = names;
        }

        void add(GraphQLObjectType object, GraphQLFieldDefinition field) {
            var asked = new LinkedHashSet<Requirement>();
            asked.addAll(ofType(object));
            asked.addAll(read(field.getDefinition()));
            if (GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLNamedOutputType returned) {
                asked.addAll(ofType(returned));
            }
            for (var wider : object.getInterfaces()) {
                if (wider instanceof GraphQLImplementingType of && of.getFieldDefinition(field.getName()) != null) {
                    asked.addAll(ofType(of));
                    asked.addAll(read(of.getFieldDefinition(field.getName()).getDefinition()));
                }
            }
            if (!asked.isEmpty()) {
                rules.put(object.getName() + "." + field.getName(), Set.copyOf(asked));
            }
        }

        private Set<Requirement> ofType(GraphQLNamedType type) {
            return Stream.concat(Stream.ofNullable(type.getDefinition()), extensions(type).stream())
                    .flatMap(node -> read(node).stream())
                    .collect(Collectors.toUnmodifiableSet());
        }

        private static List<? extends Node<?>> extensions(GraphQLNamedType type) {
            return switch (type) {
                case graphql.schema.GraphQLObjectType object -> object.getExtensionDefinitions();
                case graphql.schema.GraphQLInterfaceType wider -> wider.getExtensionDefinitions();
                case graphql.schema.GraphQLEnumType labelled -> labelled.getExtensionDefinitions();
                case graphql.schema.GraphQLScalarType scalar -> scalar.getExtensionDefinitions();
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
            switch (names.getOrDefault(name, name)) {
                case AccessDirectives.AUTHENTICATED -> asked.add(new Requirement.Authenticated());
                case AccessDirectives.SCOPES -> asked.add(new Requirement.Scopes(lists(directive, "scopes")));
                case AccessDirectives.POLICY -> asked.add(new Requirement.Policies(lists(directive, "policies")));
                default -> {}
            }
        }

        /** One value stands for a list of it, as everywhere in GraphQL. */
        private static List<Set<String>> lists(Directive directive, String argument) {
            var lists = new ArrayList<Set<String>>();
            for (var list : elements(directive.getArgument(argument).getValue())) {
                lists.add(elements(list).stream()
                        .map(value -> value instanceof StringValue text ? text.getValue() : value.toString())
                        .collect(Collectors.toUnmodifiableSet()));
            }
            return List.copyOf(lists);
        }

        private static List<? extends Value<?>> elements(Value<?> value) {
            if (!(value instanceof ArrayValue list)) {
                return List.of(value);
            }
            var elements = new ArrayList<Value<?>>();
            list.getValues().forEach(elements::add);
            return elements;
        }
    }
}
