package dev.postern.document;

import dev.postern.finding.Finding;
import dev.postern.plan.LimitException;
import dev.postern.plan.Plans;
import dev.postern.schema.MessageLocale;
import graphql.GraphQLError;
import graphql.ParseAndValidate;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.schema.GraphQLSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Documents of clients, held against a schema: each is parsed and validated, and planned where it is registered. */
public final class DocumentCheck {

    private final GraphQLSchema schema;
    private final @Nullable Plans plans;
    private final List<Finding> findings = new ArrayList<>();

    private DocumentCheck(GraphQLSchema schema, @Nullable Plans plans) {
        this.schema = schema;
        this.plans = plans;
    }

    /**
     * The faults of every document below a folder, or in a manifest.
     *
     * @throws IOException when there is neither
     */
    public static List<Finding> check(GraphQLSchema schema, Path path) throws IOException {
        var read = DocumentFiles.read(Path.of(""), path.toString());
        var check = new DocumentCheck(schema, null);
        check.findings.addAll(read.findings());
        read.documents().forEach(check::document);
        return check.findings;
    }

    /** Each is planned, too: what no plan may be made of is a fault. */
    static List<Finding> check(GraphQLSchema schema, Plans plans, List<RegisteredDocument> documents) {
        var check = new DocumentCheck(schema, plans);
        documents.forEach(check::document);
        return check.findings;
    }

    /** The most statements that any of its operations can run, 0 for a document with a fault; each is planned for that. */
    static int foresee(RegisteredDocument document, Plans plans) {
        try {
            return names(parse(document)).stream()
                    .mapToInt(name -> plans.foresee(document.text(), name))
                    .max()
                    .orElse(0);
        } catch (InvalidSyntaxException | LimitException fault) {
            return 0;
        }
    }

    private static Document parse(RegisteredDocument document) {
        return new Parser()
                .parseDocument(ParserEnvironment.newParserEnvironment()
                        .document(document.text())
                        .locale(MessageLocale.OURS)
                        .build());
    }

    private void document(RegisteredDocument document) {
        try {
            var parsed = parse(document);
            var errors = ParseAndValidate.validate(schema, parsed, MessageLocale.OURS);
            errors.forEach(error -> findings.add(invalid(document, error)));
            if (errors.isEmpty()) {
                named(document, parsed);
                plan(document, parsed);
            }
        } catch (InvalidSyntaxException syntax) {
            findings.add(Finding.error(
                    "OPERATION-101",
                    document.at(syntax.getLocation()),
                    "",
                    plain(String.valueOf(syntax.getMessage())),
                    "Correct the document."));
        }
    }

    private static Finding invalid(RegisteredDocument document, GraphQLError error) {
        var locations = error.getLocations();
        var location = locations == null || locations.isEmpty() ? null : locations.getFirst();
        return Finding.error(
                "OPERATION-102",
                document.at(location),
                "",
                plain(error.getMessage()),
                "Keep what the document asks for, or change it with its client.");
    }

    private void named(RegisteredDocument document, Document parsed) {
        var name = document.operationName();
        if (name != null && !names(parsed).contains(name)) {
            findings.add(Finding.error(
                    "OPERATION-103",
                    document.place(),
                    "",
                    "the manifest names the operation '" + name + "', and the document has none of that name",
                    "Take the file as the client's build wrote it."));
        }
    }

    private void plan(RegisteredDocument document, Document parsed) {
        if (plans == null) {
            return;
        }
        try {
            for (var name : names(parsed)) {
                plans.foresee(document.text(), name);
            }
        } catch (LimitException tooMuch) {
            findings.add(Finding.error(
                    "OPERATION-104",
                    document.place(),
                    "",
                    plain(String.valueOf(tooMuch.getMessage())),
                    "Change it with its client, or raise the limit: docs/limits.md names the settings."));
        }
    }

    /** Empty for an operation without a name. */
    private static List<String> names(Document document) {
        return document.getDefinitionsOfType(OperationDefinition.class).stream()
                .map(operation -> operation.getName() == null ? "" : operation.getName())
                .toList();
    }

    private static String plain(String message) {
        var text = message.replaceAll("\\s+", " ").strip();
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
