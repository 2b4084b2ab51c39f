package dev.postern.server;

import dev.postern.execution.OperationRequest;
import java.io.IOException;
import java.nio.charset.IllegalCharsetNameException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The operation that a POST's JSON body asks for.
 *
 * <p>Source: https://graphql.github.io/graphql-over-http/draft/#sec-Request
 */
final class RequestReader {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final DataSize maxSize;

    RequestReader(DataSize maxSize) {
        this.maxSize = maxSize;
    }

    /** @throws RequestFault for anything but a JSON object with a {@code query} */
    OperationRequest read(Request request) {
        requireJson(request);
        var body = parse(bytes(request));
        if (!(body instanceof Map<?, ?> object)) {
            throw fault("The body is " + kind(body) + ": a JSON object with a \"query\" is expected.");
        }
        var document = text(object, "query");
        if (document == null) {
            throw fault("The body has no \"query\": it is the GraphQL document to run.");
        }
        return new OperationRequest(document, text(object, "operationName"), variables(object));
    }

    private static void requireJson(Request request) {
        var header = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if ("application/json".equals(header)) {
            return;
        }
        var type = mediaType(header);
        if (type == null || !type.isCompatibleWith(MediaType.APPLICATION_JSON) || type.isWildcardType()) {
            throw new RequestFault(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "The Content-Type is " + (header == null ? "missing" : "'" + header + "'")
                            + ": application/json is expected.");
        }
        var charset = type.getCharset();
        if (charset != null && !charset.name().equals("UTF-8")) {
            throw new RequestFault(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The charset is " + charset + ": UTF-8 is expected.");
        }
    }

    private static @Nullable MediaType mediaType(@Nullable String header) {
        try {
            return header == null ? null : MediaType.parseMediaType(header);
        } catch (InvalidMediaTypeException | IllegalCharsetNameException broken) {
            return null;
        }
    }

    private byte[] bytes(Request request) {
        var limit = Math.toIntExact(Math.min(maxSize.toBytes(), Integer.MAX_VALUE - 16));
        if (request.getLength() > limit) {
            throw tooLarge();
        }
        try (var body = Content.Source.asInputStream(request)) {
            var bytes = body.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw tooLarge();
            }
            return bytes;
        } catch (IOException gone) {
            throw fault("The body ended before it was complete.");
        }
    }

    private RequestFault tooLarge() {
        return new RequestFault(
                HttpStatus.CONTENT_TOO_LARGE,
                "The body is larger than " + maxSize.toBytes() + " bytes, the most that is read.");
    }

    private static @Nullable Object parse(byte[] body) {
        try {
            return body.length == 0 ? Nothing.AT_ALL : JSON.readValue(body, Object.class);
        } catch (StreamConstraintsException excessive) {
            throw fault("The body is nested deeper, or has longer numbers or strings, than is read.");
        } catch (JacksonException broken) {
            var place = broken.getLocation();
            throw fault("The body is not JSON"
                    + (place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr()) + ".");
        }
    }

    private enum Nothing {
        AT_ALL
    }

    private static @Nullable String text(Map<?, ?> body, String name) {
        return switch (body.get(name)) {
            case null -> null;
            case String text -> text;
            case Object other -> throw fault("\"" + name + "\" is " + kind(other) + ": a string is expected.");
        };
    }

    private static Map<String, @Nullable Object> variables(Map<?, ?> body) {
        return switch (body.get("variables")) {
            case null -> Map.of();
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .collect(
                                LinkedHashMap::new,
                                (all, entry) -> all.put(String.valueOf(entry.getKey()), entry.getValue()),
                                Map::putAll);
            case Object other -> throw fault("\"variables\" is " + kind(other) + ": an object is expected.");
        };
    }

    private static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Nothing ignored -> "empty";
            case Map<?, ?> ignored -> "an object";
            case Iterable<?> ignored -> "a list";
            case String ignored -> "a string";
            case Boolean ignored -> "true or false";
            default -> "a number";
        };
    }

    private static RequestFault fault(String message) {
        return new RequestFault(HttpStatus.BAD_REQUEST, message);
    }
}
