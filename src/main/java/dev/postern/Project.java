package dev.postern;

import dev.postern.binding.Binder;
import dev.postern.binding.Bindings;
import dev.postern.fetching.JavaFields;
import dev.postern.finding.Finding;
import dev.postern.finding.Finding.Severity;
import dev.postern.finding.ProjectException;
import dev.postern.schema.Federation;
import dev.postern.schema.LoadedSchema;
import dev.postern.statement.LoadedStatements;
import dev.postern.statement.StatementCatalogue;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A project that can be served.
 *
 * @param registry its SDL
 * @param schema its types, without anything that answers them
 * @param federation what it says to a composing gateway
 * @param statements its SQL
 * @param bindings what answers each field
 * @param warnings what was found and stops nothing
 */
record Project(
        TypeDefinitionRegistry registry,
        GraphQLSchema schema,
        Federation federation,
        StatementCatalogue statements,
        Bindings bindings,
        List<Finding> warnings) {

    /**
     * The project in a folder.
     *
     * @throws ProjectException with every fault that stops it
     */
    static Project read(Path folder, JavaFields java) {
        try (var reading = ProjectReading.begin(folder)) {
            return reading.project(java);
        }
    }

    /**
     * The project of what was read.
     *
     * @throws ProjectException with every fault that stops it
     */
    static Project of(LoadedSchema schema, LoadedStatements statements, JavaFields java) {
        var findings = new ArrayList<Finding>();
        findings.addAll(schema.findings());
        findings.addAll(statements.findings());
        if (schema.schema() == null || hasErrors(findings)) {
            throw new ProjectException(findings);
        }
        var bindings = Binder.bind(
                schema.schema(), statements.catalogue(), schema.federation(), java.coordinates(), java.entities());
        findings.addAll(bindings.findings());
        if (hasErrors(findings)) {
            throw new ProjectException(findings);
        }
        return new Project(
                schema.registry(), schema.schema(), schema.federation(), statements.catalogue(), bindings, findings);
    }

    private static boolean hasErrors(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    }
}
