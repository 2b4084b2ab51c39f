package dev.postern.schema;

import graphql.introspection.Introspection;
import graphql.language.Description;
import graphql.language.DirectiveDefinition;
import graphql.language.DirectiveLocation;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.List;
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
                    Introspection.DirectiveLocation.ENUM)
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

    private static Type<?> list(Type<?> element) {
        return nonNull(ListType.newListType(element).build());
    }

    private static Type<?> nonNull(Type<?> type) {
        return NonNullType.newNonNullType(type).build();
    }
}
