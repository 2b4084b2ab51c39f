package dev.postern.schema;

import graphql.introspection.Introspection;
import graphql.language.AbstractNode;
import graphql.language.Description;
import graphql.language.DirectiveDefinition;
import graphql.language.DirectiveLocation;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.TypeDefinition;
import graphql.language.TypeName;
import graphql.schema.idl.ScalarInfo;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.List;
import java.util.Optional;

/** What every schema has without saying so. */
final class Additions {

    /** The directive that names a field's statement. */
    static final String SQL = "sql";

    private static final String EXTENSION = "extension";
    private static final List<String> ROOTS = List.of("Query", "Mutation", "Subscription");

    private Additions() {}

    /**
     * Adds it; what the SDL says to a composing gateway is read on the way.
     *
     * @param federation what the SDL calls the things of federation, empty where it does not use it
     */
    static Federation addTo(TypeDefinitionRegistry registry, Optional<FederationNames> federation) {
        ROOTS.forEach(root -> addBase(registry, root));
        MadeConnections.addTo(registry);
        federation.ifPresent(names -> addBases(registry));
        CacheControl.addTo(registry);
        NotifyDirective.addTo(registry);
        ResumeDirective.addTo(registry);
        for (var scalar : Scalars.names()) {
            if (!registry.hasType(scalar) && !ScalarInfo.isGraphqlSpecifiedScalar(scalar)) {
                registry.add(ScalarTypeDefinition.newScalarTypeDefinition()
                        .name(scalar)
                        .build());
            }
        }
        if (registry.getDirectiveDefinition(SQL).isEmpty()) {
            registry.add(sql());
        }
        addOfMutations(
                registry, Transactions.TRANSACTION, "All fields in one transaction: the first error undoes them all.");
        addOfMutations(
                registry, Transactions.DRY_RUNS, "A trial: everything runs in one transaction, and nothing is kept.");
        if (federation.isPresent()) {
            return FederatedSchema.addTo(registry, federation.get());
        }
        AccessDirectives.addTo(registry);
        return Federation.NONE;
    }

    private static void addOfMutations(TypeDefinitionRegistry registry, String name, String description) {
        if (registry.getDirectiveDefinition(name).isEmpty()) {
            registry.add(DirectiveDefinition.newDirectiveDefinition()
                    .name(name)
                    .description(new Description(description, null, false))
                    .directiveLocation(location(Introspection.DirectiveLocation.MUTATION))
                    .build());
        }
    }

    private static DirectiveLocation location(Introspection.DirectiveLocation location) {
        return DirectiveLocation.newDirectiveLocation().name(location.name()).build();
    }

    /** Several modules may each {@code extend type Query} and none of them own it. */
    private static void addBase(TypeDefinitionRegistry registry, String root) {
        var extensions = registry.objectTypeExtensions().get(root);
        if (extensions == null || extensions.isEmpty() || registry.types().containsKey(root)) {
            return;
        }
        ObjectTypeExtensionDefinition first = extensions.getFirst();
        registry.remove(first);
        registry.add(base(first).build());
    }

    private static ObjectTypeDefinition.Builder base(ObjectTypeExtensionDefinition extension) {
        return ObjectTypeDefinition.newObjectTypeDefinition()
                .name(extension.getName())
                .sourceLocation(extension.getSourceLocation())
                .implementz(extension.getImplements())
                .directives(extension.getDirectives())
                .fieldDefinitions(extension.getFieldDefinitions());
    }

    /** A service may extend what only another one defines. */
    private static void addBases(TypeDefinitionRegistry registry) {
        for (var extensions : List.copyOf(registry.objectTypeExtensions().values())) {
            if (!registry.types().containsKey(extensions.getFirst().getName())) {
                var first = extensions.getFirst();
                registry.remove(first);
                registry.add(base(first).additionalData(EXTENSION, "").build());
            }
        }
        for (var extensions : List.copyOf(registry.interfaceTypeExtensions().values())) {
            if (!registry.types().containsKey(extensions.getFirst().getName())) {
                var first = extensions.getFirst();
                registry.remove(first);
                registry.add(InterfaceTypeDefinition.newInterfaceTypeDefinition()
                        .name(first.getName())
                        .sourceLocation(first.getSourceLocation())
                        .implementz(first.getImplements())
                        .directives(first.getDirectives())
                        .definitions(first.getFieldDefinitions())
                        .additionalData(EXTENSION, "")
                        .build());
            }
        }
    }

    /** Whether a definition stands for an extension of what another service defines. */
    static boolean isExtension(TypeDefinition<?> type) {
        return type instanceof AbstractNode<?> node && node.getAdditionalData().containsKey(EXTENSION);
    }

    private static DirectiveDefinition sql() {
        var statement = InputValueDefinition.newInputValueDefinition()
                .name("statement")
                .type(NonNullType.newNonNullType(TypeName.newTypeName("String").build())
                        .build())
                .build();
        return DirectiveDefinition.newDirectiveDefinition()
                .name(SQL)
                .inputValueDefinition(statement)
                .directiveLocation(location(Introspection.DirectiveLocation.FIELD_DEFINITION))
                .build();
    }
}
