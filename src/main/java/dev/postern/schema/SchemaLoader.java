package dev.postern.schema;

import dev.postern.finding.Finding;
import dev.postern.finding.Finding.Severity;
import dev.postern.finding.Place;
import dev.postern.finding.ProjectFolder;
import graphql.GraphQLError;
import graphql.parser.MultiSourceReader;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.schema.idl.errors.SchemaProblem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The reading of {@code schema/}: every file, every fault, one schema. */
public final class SchemaLoader {

    /** The folder below the project's. */
    public static final String FOLDER = "schema";

    private static final Pattern POSITION = Pattern.compile("\\s*\\[@\\d+:\\d+]|\\s+at line \\d+ column \\d+");

    private final ProjectFolder folder;
    private final Supplier<Set<String>> javaScalars;
    private final List<Finding> findings = new ArrayList<>();

    private SchemaLoader(Path project, Supplier<Set<String>> javaScalars) {
        this.folder = new ProjectFolder(project, FOLDER, "SCHEMA", ".graphqls");
        this.javaScalars = javaScalars;
    }

    /**
     * The schema of a project.
     *
     * @param project the folder that holds {@code schema/}
     * @param javaScalars the scalars that Java on the class path answers for; asked once the files are parsed
     */
    public static LoadedSchema load(Path project, Supplier<Set<String>> javaScalars) {
        return new SchemaLoader(project, javaScalars).load();
    }

    private LoadedSchema load() {
        var registry = new TypeDefinitionRegistry();
        folder.files(findings).forEach(path -> parse(path, registry));
        findings.addAll(FederationRules.check(registry));
        var names = FederationNames.of(registry);
        var federation = Additions.addTo(registry, names);
        names.ifPresent(found -> {
            findings.addAll(FieldSetRules.check(registry, found));
            findings.addAll(EntityTypeRules.check(registry, found));
        });
        unknownScalars(registry, federation);
        if (isSound() && !registry.hasType("Query")) {
            findings.add(Finding.error(
                    "SCHEMA-102",
                    new Place(FOLDER + "/", 0),
                    "Query",
                    "there is no type Query",
                    "Add one with at least one field: it is where every query begins."));
        }
        var schema = isSound() ? build(registry) : null;
        if (schema != null) {
            findings.addAll(IdleDirectives.check(registry, schema, federation));
        }
        return new LoadedSchema(registry, isSound() ? schema : null, federation, findings);
    }

    private boolean isSound() {
        return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
    }

    private void parse(Path path, TypeDefinitionRegistry registry) {
        var name = folder.nameOf(path);
        try {
            var text = Files.readString(path);
            if (text.isBlank()) {
                return;
            }
            var reader = MultiSourceReader.newMultiSourceReader()
                    .reader(new StringReader(text), name)
                    .trackData(false)
                    .build();
            registry.merge(new SchemaParser().parse(reader));
        } catch (SchemaProblem problem) {
            problem.getErrors().forEach(error -> findings.add(finding("SCHEMA-101", name, error)));
        } catch (IOException unreadable) {
            findings.add(folder.unreadable(name, unreadable));
        }
    }

    private void unknownScalars(TypeDefinitionRegistry registry, Federation federation) {
        var answered = javaScalars.get();
        registry.scalars().forEach((name, definition) -> {
            var location = definition.getSourceLocation();
            if (location == null
                    || answered.contains(name)
                    || Scalars.names().contains(name)
                    || federation.scalars().contains(name)) {
                return;
            }
            findings.add(Finding.error(
                    "SCHEMA-104",
                    SourcePlace.of(location),
                    name,
                    "nothing knows the scalar '" + name + "'",
                    "Use one of " + String.join(", ", Scalars.names()) + ", or add a @DgsScalar in Java."));
        });
    }

    private @Nullable GraphQLSchema build(TypeDefinitionRegistry registry) {
        try {
            return UnExecutableSchemaGenerator.makeUnExecutableSchema(registry);
        } catch (SchemaProblem problem) {
            problem.getErrors().forEach(error -> findings.add(finding("SCHEMA-103", FOLDER + "/", error)));
        } catch (RuntimeException refused) {
            findings.add(Finding.error(
                    "SCHEMA-103",
                    new Place(FOLDER + "/", 0),
                    "",
                    fact(String.valueOf(refused.getMessage())),
                    "Correct the SDL."));
        }
        return null;
    }

    private static Finding finding(String code, String file, GraphQLError error) {
        var locations = error.getLocations();
        var located = locations != null
                && !locations.isEmpty()
                && locations.getFirst().getSourceName() != null;
        var place = located ? SourcePlace.of(locations.getFirst()) : new Place(file, 0);
        return Finding.error(code, place, "", fact(error.getMessage()), "Correct the SDL.");
    }

    private static String fact(String message) {
        var text =
                POSITION.matcher(message).replaceAll("").replaceAll("\\s+", " ").strip();
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
