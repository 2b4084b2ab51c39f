package dev.postern.schema;

import dev.postern.finding.Finding;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.List;

/** Directives that are to keep something from somebody, and stand where they keep nothing from anybody. */
final class IdleDirectives {

    private IdleDirectives() {}

    /** Looks at an SDL and the schema that was made of it; what is told to gateways may keep something elsewhere. */
    static List<Finding> check(TypeDefinitionRegistry registry, GraphQLSchema schema, Federation federation) {
        var reading = AccessReading.of(schema, federation.access());
        return SchemaElements.applied(registry).stream()
                .filter(applied -> applied.isAtInput() || !federation.on())
                .filter(applied -> reading.isOfAccess(applied.directive()) && !reading.heard(applied.directive()))
                .map(applied -> Finding.error(
                        "SCHEMA-105",
                        SourcePlace.of(applied.directive()),
                        "@" + applied.directive().getName(),
                        "the directive asks nobody for anything where it stands",
                        "Put it on what clients select or give, or take it away."))
                .toList();
    }
}
