package dev.postern.document;

import dev.postern.finding.Finding;
import dev.postern.finding.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The reading of documents: of a manifest, or of everything below a folder that is a document or a manifest.
 *
 * <p>A manifest is JSON in a form of {@link Manifest}; any other file is one document.
 */
final class DocumentFiles {

    private static final String MANIFEST = ".json";
    private static final String DOCUMENT = ".graphql";

    private final Path root;
    private final String name;
    private final List<RegisteredDocument> documents = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private DocumentFiles(Path root, String name) {
        this.root = root;
        this.name = name;
    }

    /** What was read, and what could not be. */
    record Read(List<RegisteredDocument> documents, List<Finding> findings) {

        Read {
            documents = List.copyOf(documents);
            findings = List.copyOf(findings);
        }
    }

    /**
     * The documents of a folder or a file.
     *
     * @param base that the name begins at
     * @param name as findings have it
     * @throws IOException when there is neither
     */
    static Read read(Path base, String name) throws IOException {
        var files = new DocumentFiles(base.resolve(name), name.replace('\\', '/').replaceFirst("(?<=.)/+$", ""));
        try (Stream<Path> found = Files.walk(files.root)) {
            found.filter(Files::isRegularFile).sorted().forEach(files::file);
        }
        return new Read(files.documents, files.findings);
    }

    private void file(Path file) {
        var below = root.relativize(file).toString().replace('\\', '/');
        var shown = below.isEmpty() ? name : name + "/" + below;
        var isManifest = shown.endsWith(MANIFEST);
        if (!isManifest && !shown.endsWith(DOCUMENT)) {
            return;
        }
        try {
            var text = Files.readString(file);
            if (isManifest) {
                Manifest.read(shown, text, documents, findings);
            } else {
                documents.add(new RegisteredDocument(bare(below, file), null, text, new Place(shown, 0), true));
            }
        } catch (IOException unreadable) {
            findings.add(Finding.error(
                    "OPERATION-109", new Place(shown, 0), "", "it is not readable as UTF-8", "Save it as UTF-8."));
        }
    }

    private static String bare(String below, Path file) {
        var path = below.isEmpty() ? file.getFileName().toString() : below;
        return path.substring(0, path.length() - DOCUMENT.length());
    }
}
