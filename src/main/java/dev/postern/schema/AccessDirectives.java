package dev.postern.schema;

import graphql.introspection.Introspection;
import graphql.language.ArrayValue;
import graphql.language.Description;
import graphql.language.Directive;
import graphql.language.DirectiveDefinition;
import graphql.language.DirectiveLocation;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.StringValue;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directives that say who is answered what, where an SDL uses them and does not define them itself.
 *
 * <p>Source: https://www.apollographql.com/docs/graphos/schema-design/federated-schemas/reference/directives
 */
final class AccessDirectives {

    static final String AUTHENTICATED = "authenticated";
    static final String SCOPES = "requiresScopes";
    static final String POLICY = "policy";

    /** In the words of the specification. */
    static final List<String> NAMES = List.of(AUTHENTICATED, SCOPES, POLICY);

    private static final List<DirectiveLocation> LOCATIONS = Stream.of(
                    Introspection.DirectiveLocation.FIELD_DEFINITION,
                    Introspection.DirectiveLocation.OBJECT,
                    Introspection.DirectiveLocation.INTERFACE,
                    Introspection.DirectiveLocation.SCALAR,
                    Introspection.DirectiveLocation.ENUM,
                    Introspection.DirectiveLocation.ENUM_VALUE,
                    Introspection.DirectiveLocation.ARGUMENT_DEFINITION,
                    Introspection.DirectiveLocation.INPUT_OBJECT,
                    Introspection.DirectiveLocation.INPUT_FIELD_DEFINITION)
            .map(location -> DirectiveLocation.newDirectiveLocation()
                    .name(location.name())
                    .build())
            .toList();

    private AccessDirectives() {}

    static void addTo(TypeDefinitionRegistry registry) {
        add(registry, AUTHENTICATED, "For callers that are known.", null);
        add(registry, SCOPES, "For callers with all scopes of one of these lists.", "scopes");
        add(registry, POLICY, "For callers that fulfil all policies of one of these lists.", "policies");
    }

    private static void add(
            TypeDefinitionRegistry registry, String name, String description, @Nullable String argument) {
        if (registry.getDirectiveDefinition(name).isPresent() || !SchemaElements.use(registry, name)) {
            return;
        }
        var definition = DirectiveDefinition.newDirectiveDefinition()
                .name(name)
                .description(new Description(description, null, false))
                .directiveLocations(LOCATIONS);
        if (argument != null) {
            definition.inputValueDefinition(InputValueDefinition.newInputValueDefinition()
                    .name(argument)
                    .type(list(list(nonNull(TypeName.newTypeName("String").build()))))
                    .build());
        }
        registry.add(definition.build());
    }

    /**
     * What a directive asks, empty for one that is none of these and for one that everybody meets.
     *
     * @param name in the words of the specification
     */
    static Optional<Requirement> read(String name, Directive directive) {
        return switch (name) {
            case AUTHENTICATED -> Optional.of(new Requirement.Authenticated());
            case SCOPES -> Optional.of(new Requirement.Scopes(lists(directive, "scopes")));
            case POLICY -> policies(lists(directive, "policies"));
            default -> Optional.empty();
        };
    }

    /** Everybody fulfils none. */
    private static Optional<Requirement> policies(List<Set<String>> anyOf) {
        return anyOf.contains(Set.<String>of()) ? Optional.empty() : Optional.of(new Requirement.Policies(anyOf));
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

    private static Type<?> list(Type<?> element) {
        return nonNull(ListType.newListType(element).build());
    }

    private static Type<?> nonNull(Type<?> type) {
        return NonNullType.newNonNullType(type).build();
    }
}
