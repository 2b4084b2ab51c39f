package dev.postern.document;

import dev.postern.finding.Finding;
import dev.postern.finding.Place;
import dev.postern.plan.Plans;
import graphql.schema.GraphQLSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The documents that a project registers; immutable.
 *
 * <p>Each is known by what its file calls it, and by the SHA-256 of its text, with {@code sha256:} before it or without:
 * a client computes the one, and whoever writes a request by hand knows the other.
 */
public final class TrustedDocuments {

    /** No documents. */
    public static final TrustedDocuments NONE = new TrustedDocuments(List.of(), List.of());

    private final List<RegisteredDocument> documents;
    private final List<Finding> findings;
    private final Map<String, String> byId = new HashMap<>();
    private final Set<String> texts = new HashSet<>();

    private TrustedDocuments(List<RegisteredDocument> documents, List<Finding> read) {
        var found = new ArrayList<>(read);
        this.documents = documents;
        documents.forEach(document -> add(document, found));
        this.findings = List.copyOf(found);
    }

    /**
     * The documents of a folder or a manifest.
     *
     * @param project the folder that a relative path begins at
     * @param path null for none
     */
    public static TrustedDocuments read(Path project, @Nullable String path) {
        if (path == null) {
            return NONE;
        }
        try {
            var read = DocumentFiles.read(project, path);
            var nothing = read.documents().isEmpty() && read.findings().isEmpty();
            return nothing
                    ? missing(path, "there is no document in it")
                    : new TrustedDocuments(read.documents(), read.findings());
        } catch (IOException none) {
            return missing(path, "there is no such folder or file");
        }
    }

    private static TrustedDocuments missing(String path, String fact) {
        return new TrustedDocuments(
                List.of(),
                List.of(Finding.error(
                        "OPERATION-107",
                        new Place(path.replace('\\', '/'), 0),
                        "",
                        fact,
                        "Name a folder with *.graphql, or a manifest, by postern.documents.path.")));
    }

    private void add(RegisteredDocument document, List<Finding> found) {
        texts.add(document.text());
        var hash = document.hash();
        byId.put(hash, document.text());
        byId.put("sha256:" + hash, document.text());
        var other = byId.putIfAbsent(document.id(), document.text());
        if (other != null && !other.equals(document.text())) {
            found.add(Finding.error(
                    "OPERATION-105",
                    document.place(),
                    "",
                    "another document has the id '" + document.id() + "'",
                    "Give each an id of its own."));
        }
    }

    /** What could not be read, what does not fit a schema, and what no plan may be made of. */
    public List<Finding> check(GraphQLSchema schema, Plans plans) {
        var all = new ArrayList<>(findings);
        all.addAll(DocumentCheck.check(schema, plans, documents));
        return all;
    }

    /**
     * What is known of them before anybody asks.
     *
     * @param statements the most that one operation can run
     */
    public record Foreseen(int statements) {}

    /** Has each operation planned by those plans that serve it, so that the first request with one finds its plan made. */
    public Foreseen foresee(Plans plans) {
        return new Foreseen(documents.stream()
                .mapToInt(document -> DocumentCheck.foresee(document, plans))
                .max()
                .orElse(0));
    }

    /** The document of this id, null when there is none. */
    public @Nullable String text(String id) {
        return byId.get(id);
    }

    /** Whether this is a document, letter for letter. */
    public boolean contains(String document) {
        return texts.contains(document);
    }

    /** How many there are. */
    public int size() {
        return documents.size();
    }
}
