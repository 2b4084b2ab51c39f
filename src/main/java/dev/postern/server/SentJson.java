package dev.postern.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON from a client, and an operation in it. */
final class SentJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** How requests name a registered document, the first that is there counts. */
    static final List<String> DOCUMENT_IDS = List.of("documentId", "doc_id", "id");

    private SentJson() {}

    /**
     * The value of a JSON text; exact numbers, {@code String}, {@code Boolean}, {@code Map}, {@code List}, null.
     *
     * @param what is read, for a message
     * @throws RequestFault when it is no JSON
     */
    static @Nullable Object parse(String what, byte[] text) {
        try {
            return JSON.readValue(text, Object.class);
        } catch (StreamConstraintsException excessive) {
            throw RequestFault.input(what + " is nested deeper, or has longer numbers or strings, than is read.");
        } catch (JacksonException broken) {
            var place = broken.getLocation();
            var at = place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
            var isTwice = String.valueOf(broken.getOriginalMessage()).startsWith("Duplicate ");
            throw RequestFault.input(
                    isTwice ? what + at + " has a key twice in one object." : what + " is not JSON" + at + ".");
        }
    }

    /**
     * The operation in an object.
     *
     * @param what holds it, for a message
     * @throws RequestFault when there is none
     */
    static SentOperation operation(String what, Map<?, ?> object) {
        var query = text(object, "query");
        var documentId = documentId(object);
        var extensions = object(object, "extensions");
        var hash = hash(extensions);
        if (query == null && documentId == null && hash == null) {
            throw RequestFault.input(what + " has no \"query\": it is the GraphQL document to run.");
        }
        return new SentOperation(
                query,
                documentId,
                text(object, "operationName"),
                object(object, "variables"),
                extensions.get("operationId") instanceof String id ? id : null,
                hash);
    }

    /** The specification's name for it, or one of those that Relay's clients use. */
    private static @Nullable String documentId(Map<?, ?> object) {
        for (var name : DOCUMENT_IDS) {
            var id = text(object, name);
            if (id != null) {
                return id;
            }
        }
        return null;
    }

    private static @Nullable String hash(Map<String, @Nullable Object> extensions) {
        if (extensions.get("persistedQuery") == null) {
            return null;
        }
        var persisted = object(extensions, "persistedQuery");
        if (!(persisted.get("version") instanceof Number version) || version.doubleValue() != 1) {
            throw RequestFault.input("\"persistedQuery\" is of a version that is not known here: 1 is expected.");
        }
        var hash = text(persisted, "sha256Hash");
        if (hash == null) {
            throw RequestFault.input("\"persistedQuery\" has no \"sha256Hash\".");
        }
        return hash;
    }

    private static @Nullable String text(Map<?, ?> body, String name) {
        return switch (body.get(name)) {
            case null -> null;
            case String text -> text;
            case Object other ->
                throw RequestFault.input("\"" + name + "\" is " + kind(other) + ": a string is expected.");
        };
    }

    /** The object that a member is, empty where there is none; @throws RequestFault for anything else. */
    static Map<String, @Nullable Object> object(Map<?, ?> body, String name) {
        return switch (body.get(name)) {
            case null -> Map.of();
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .collect(
                                LinkedHashMap::new,
                                (all, entry) -> all.put(String.valueOf(entry.getKey()), entry.getValue()),
                                Map::putAll);
            case Object other ->
                throw RequestFault.input("\"" + name + "\" is " + kind(other) + ": an object is expected.");
        };
    }

    /** A value in words. */
    static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> ignored -> "an object";
            case Iterable<?> ignored -> "a list";
            case String ignored -> "a string";
            case Boolean ignored -> "true or false";
            default -> "a number";
        };
    }
}
