package dev.postern.inspection;

import dev.postern.finding.Finding;
import dev.postern.finding.Place;
import graphql.GraphQLError;
import graphql.ParseAndValidate;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.schema.GraphQLSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Documents that clients have, held against a schema. */
public final class Operations {

    private static final Locale LOCALE = Locale.of("en", "", "postern");

    private final GraphQLSchema schema;
    private final List<Finding> findings = new ArrayList<>();

    private Operations(GraphQLSchema schema) {
        this.schema = schema;
    }

    /**
     * The faults of every {@code .graphql} file below a folder.
     *
     * @throws IOException when there is no such folder
     */
    public static List<Finding> check(GraphQLSchema schema, Path folder) throws IOException {
        var operations = new Operations(schema);
        try (var files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".graphql")).sorted().forEach(operations::file);
        }
        return operations.findings;
    }

    private void file(Path file) {
        var name = file.toString().replace('\\', '/');
        try {
            document(name, Files.readString(file));
        } catch (IOException unreadable) {
            findings.add(Finding.error(
                    "OPERATION-109", new Place(name, 0), "", "it is not readable as UTF-8", "Save it as UTF-8."));
        }
    }

    private void document(String name, String text) {
        try {
            var environment = ParserEnvironment.newParserEnvironment()
                    .document(text)
                    .locale(LOCALE)
                    .build();
            var document = new Parser().parseDocument(environment);
            ParseAndValidate.validate(schema, document, LOCALE).forEach(error -> findings.add(invalid(name, error)));
        } catch (InvalidSyntaxException syntax) {
            var location = syntax.getLocation();
            findings.add(Finding.error(
                    "OPERATION-101",
                    location == null ? new Place(name, 0) : new Place(name, location.getLine(), location.getColumn()),
                    "",
                    plain(String.valueOf(syntax.getMessage())),
                    "Correct the document."));
        }
    }

    private static Finding invalid(String name, GraphQLError error) {
        var locations = error.getLocations();
        var place = locations == null || locations.isEmpty()
                ? new Place(name, 0)
                : new Place(
                        name,
                        locations.getFirst().getLine(),
                        locations.getFirst().getColumn());
        return Finding.error(
                "OPERATION-102",
                place,
                "",
                plain(error.getMessage()),
                "Keep what the document asks for, or change it with its client.");
    }

    private static String plain(String message) {
        var text = message.replaceAll("\\s+", " ").strip();
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
