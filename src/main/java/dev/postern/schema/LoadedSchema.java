package dev.postern.schema;

import dev.postern.finding.Finding;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a project's SDL.
 *
 * @param registry everything that could be parsed, with our own scalars and directives
 * @param schema the types without anything that answers them, null when the SDL contradicts itself
 * @param federation what it says to a composing gateway
 * @param findings the faults
 */
public record LoadedSchema(
        TypeDefinitionRegistry registry,
        @Nullable GraphQLSchema schema,
        Federation federation,
        List<Finding> findings) {

    public LoadedSchema {
        findings = List.copyOf(findings);
    }

    /** The SDL of what clients may ask for. */
    public String clientSdl() {
        return PublishedSdl.forClients(registry, FederationNames.of(registry));
    }
}
