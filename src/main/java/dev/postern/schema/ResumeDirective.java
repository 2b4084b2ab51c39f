package dev.postern.schema;

import graphql.introspection.Introspection;
import graphql.language.Description;
import graphql.language.DirectiveDefinition;
import graphql.language.DirectiveLocation;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.idl.TypeDefinitionRegistry;

/** The directive of a subscription's field that misses no event, because its events are written down. */
public final class ResumeDirective {

    /** The argument behind which a stream goes on. */
    public static final String AFTER = "after";

    static final String NAME = "resume";

    private ResumeDirective() {}

    /** Whether a field has it. */
    public static boolean isAt(GraphQLFieldDefinition field) {
        return field.getAppliedDirective(NAME) != null;
    }

    /** Defines it in an SDL that uses it and does not say what it is. */
    static void addTo(TypeDefinitionRegistry registry) {
        if (registry.getDirectiveDefinition(NAME).isPresent() || !SchemaElements.use(registry, NAME)) {
            return;
        }
        registry.add(DirectiveDefinition.newDirectiveDefinition()
                .name(NAME)
                .description(new Description("Events are written down, and none is missed.", null, false))
                .directiveLocation(DirectiveLocation.newDirectiveLocation()
                        .name(Introspection.DirectiveLocation.FIELD_DEFINITION.name())
                        .build())
                .build());
    }
}
