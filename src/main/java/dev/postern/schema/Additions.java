package dev.postern.schema;

import graphql.introspection.Introspection;
import graphql.language.Description;
import graphql.language.DirectiveDefinition;
import graphql.language.DirectiveLocation;
import graphql.language.InputValueDefinition;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.TypeName;
import graphql.schema.idl.ScalarInfo;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.List;

/** What every schema has without saying so. */
final class Additions {

    /** The directive that names a field's statement. */
    static final String SQL = "sql";

    private static final List<String> ROOTS = List.of("Query", "Mutation", "Subscription");

    private Additions() {}

    static void addTo(TypeDefinitionRegistry registry) {
        ROOTS.forEach(root -> addBase(registry, root));
        MadeConnections.addTo(registry);
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
        AccessDirectives.addTo(registry);
        addOfMutations(
                registry, Transactions.TRANSACTION, "All fields in one transaction: the first error undoes them all.");
        addOfMutations(
                registry, Transactions.DRY_RUNS, "A trial: everything runs in one transaction, and nothing is kept.");
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
        if (extensions == null || extensions.isEmpty() || registry.hasType(root)) {
            return;
        }
        ObjectTypeExtensionDefinition first = extensions.getFirst();
        registry.remove(first);
        registry.add(ObjectTypeDefinition.newObjectTypeDefinition()
                .name(root)
                .sourceLocation(first.getSourceLocation())
                .implementz(first.getImplements())
                .directives(first.getDirectives())
                .fieldDefinitions(first.getFieldDefinitions())
                .build());
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
