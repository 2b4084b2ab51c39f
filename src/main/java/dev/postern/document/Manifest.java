package dev.postern.document;

import dev.postern.finding.Finding;
import dev.postern.finding.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file that a client's build writes, with all documents of the client.
 *
 * <p>It is an object of texts by their ids, as Relay's compiler and the client preset of GraphQL Code Generator write it, or a
 * list of operations in the form of Apollo's manifest, version 1. Sources:
 * https://relay.dev/docs/guides/persisted-queries,
 * https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#persisted-documents,
 * https://www.apollographql.com/docs/graphos/platform/security/persisted-queries#manifest-format
 */
final class Manifest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final String APOLLO = "apollo-persisted-query-manifest";
    private static final String CURE = "Take the file as the client's build wrote it:"
            + " an object of documents by their ids, or a manifest of Apollo's, version 1.";

    private final String file;
    private final JsonParser parser;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<RegisteredDocument> operations = new ArrayList<>();

    private Manifest(String file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /** @param text null where it is no string */
    private record Entry(
            @Nullable String text, String shown, int line) {}

    /** Adds the documents of a manifest, or the finding that it is none. */
    static void read(String file, String text, List<RegisteredDocument> documents, List<Finding> findings) {
        try (var parser = JSON.createParser(text)) {
            var manifest = new Manifest(file, parser);
            manifest.entries();
            documents.addAll(manifest.documents());
        } catch (JacksonException malformed) {
            var location = malformed.getLocation();
            findings.add(fault(file, location == null ? 0 : location.getLineNr(), "it cannot be read as JSON"));
        } catch (FormException form) {
            findings.add(fault(file, form.line, String.valueOf(form.getMessage())));
        }
    }

    private static Finding fault(String file, int line, String fact) {
        return Finding.error("OPERATION-106", new Place(file, line), "", fact, CURE);
    }

    private void entries() {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new FormException(1, "it is no JSON object");
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var line = line();
            var value = parser.nextToken();
            if (name.equals("operations") && value == JsonToken.START_ARRAY) {
                operations();
                continue;
            }
            var text = value == JsonToken.VALUE_STRING ? parser.getString() : null;
            entries.put(name, new Entry(text, value.isScalarValue() ? parser.getString() : "", line));
            parser.skipChildren();
        }
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private void operations() {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            var line = line();
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new FormException(line, "an operation is no object");
            }
            operations.add(operation(line));
        }
    }

    private RegisteredDocument operation(int line) {
        var texts = new LinkedHashMap<String, String>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                texts.put(name, parser.getString());
            }
            parser.skipChildren();
        }
        var id = texts.get("id");
        var body = texts.get("body");
        if (id == null || body == null) {
            throw new FormException(line, "an operation has no \"" + (id == null ? "id" : "body") + "\"");
        }
        return new RegisteredDocument(id, texts.get("name"), body, new Place(file, line), false);
    }

    private List<RegisteredDocument> documents() {
        var format = entries.get("format");
        if (format == null) {
            return keyed();
        }
        var version = entries.get("version");
        if (!format.shown.equals(APOLLO) || version == null || !version.shown.equals("1")) {
            throw new FormException(
                    format.line,
                    "the format '" + format.shown + "', version " + (version == null ? "none" : version.shown)
                            + ", is not known here");
        }
        return operations;
    }

    private List<RegisteredDocument> keyed() {
        return entries.entrySet().stream()
                .map(entry -> {
                    var text = entry.getValue().text;
                    var line = entry.getValue().line;
                    if (text == null) {
                        throw new FormException(line, "'" + entry.getKey() + "' is no document");
                    }
                    return new RegisteredDocument(entry.getKey(), null, text, new Place(file, line), false);
                })
                .toList();
    }

    /** What makes a file none of the forms. */
    private static final class FormException extends RuntimeException {

        private final int line;

        FormException(int line, String fact) {
            super(fact, null, false, false);
            this.line = line;
        }
    }
}
