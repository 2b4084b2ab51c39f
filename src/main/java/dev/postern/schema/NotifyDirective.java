package dev.postern.schema;

import graphql.introspection.Introspection;
import graphql.language.Description;
import graphql.language.DirectiveDefinition;
import graphql.language.DirectiveLocation;
import graphql.language.InputValueDefinition;
import graphql.language.NonNullType;
import graphql.language.TypeName;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.idl.TypeDefinitionRegistry;

/** The directive that names the channel of a subscription's field, where it is not the field's own name. */
public final class NotifyDirective {

    static final String NAME = "notify";

    private static final String CHANNEL = "channel";

    private NotifyDirective() {}

    /** Whether a field has it. */
    public static boolean isAt(GraphQLFieldDefinition field) {
        return field.getAppliedDirective(NAME) != null;
    }

    /** The channel that a field of {@code Subscription} listens on. */
    public static String channel(GraphQLFieldDefinition field) {
        var directive = field.getAppliedDirective(NAME);
        return directive == null
                ? ColumnName.of(field.getName())
                : String.valueOf(directive.getArgument(CHANNEL).<Object>getValue());
    }

    /** Defines it in an SDL that uses it and does not say what it is. */
    static void addTo(TypeDefinitionRegistry registry) {
        if (registry.getDirectiveDefinition(NAME).isPresent() || !SchemaElements.use(registry, NAME)) {
            return;
        }
        registry.add(DirectiveDefinition.newDirectiveDefinition()
                .name(NAME)
                .description(new Description("The channel of Postgres on which a subscription listens.", null, false))
                .inputValueDefinition(InputValueDefinition.newInputValueDefinition()
                        .name(CHANNEL)
                        .type(NonNullType.newNonNullType(
                                        TypeName.newTypeName("String").build())
                                .build())
                        .build())
                .directiveLocation(DirectiveLocation.newDirectiveLocation()
                        .name(Introspection.DirectiveLocation.FIELD_DEFINITION.name())
                        .build())
                .build());
    }
}
