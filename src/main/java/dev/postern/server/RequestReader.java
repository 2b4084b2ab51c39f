package dev.postern.server;

import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;

/**
 * The operations that a request asks for: by a POST's JSON body, or by a GET's query string.
 *
 * <p>A body is JSON by its {@code Content-Type}, which no page of another site can send without asking first. Source:
 * https://graphql.github.io/graphql-over-http/draft/#sec-Request
 */
public final class RequestReader {

    private static final List<String> TEXTS = Stream.concat(
                    Stream.of("query", "operationName"), SentJson.DOCUMENT_IDS.stream())
            .toList();

    private final DataSize maxSize;
    private final Duration receiveTime;
    private final int batchSize;

    /** @param batchSize the operations that a body may list; 1 for no lists */
    public RequestReader(RequestLimits limits, int batchSize) {
        this.maxSize = limits.requestSize();
        this.receiveTime = limits.receiveTime();
        this.batchSize = batchSize;
    }

    /** @throws RequestFault for anything but a GET or POST with an operation, or as many as a batch may have */
    SentRequest read(Request request) {
        return switch (request.getMethod()) {
            case "POST" -> body(request);
            case "GET" -> new SentRequest(List.of(parameters(request)), false, null);
            default ->
                throw RequestFault.method(
                        "The method is " + request.getMethod() + ": send the operation by POST, or a query by GET.",
                        "GET, POST");
        };
    }

    private SentRequest body(Request request) {
        requireJson(request);
        var bytes = bytes(request);
        if (bytes.length == 0) {
            throw RequestFault.input("The body is empty: a JSON object with a \"query\" is expected.");
        }
        var body = SentJson.parse("The body", bytes);
        var key = IdempotencyKey.sent(request.getHeaders());
        if (body instanceof Map<?, ?> object) {
            return new SentRequest(List.of(SentJson.operation("The body", object)), false, key);
        }
        if (body instanceof List<?> list) {
            return batch(list, key);
        }
        throw RequestFault.input(
                "The body is " + SentJson.kind(body) + ": a JSON object with a \"query\" is expected.");
    }

    private SentRequest batch(List<?> list, @Nullable String key) {
        if (batchSize == 1) {
            throw RequestFault.input(
                    "The body is a list, and batches are not served here: a JSON object with a \"query\" is expected.");
        }
        if (list.isEmpty()) {
            throw RequestFault.input("The batch is empty: at least one operation is expected.");
        }
        if (list.size() > batchSize) {
            throw RequestFault.limit(
                    HttpStatus.BAD_REQUEST,
                    "The batch has %d operations; the most is %d.".formatted(list.size(), batchSize));
        }
        if (key != null) {
            throw RequestFault.input("An Idempotency-Key is for one operation, and the body is a batch.");
        }
        return new SentRequest(list.stream().map(RequestReader::element).toList(), true, null);
    }

    private static SentOperation element(@Nullable Object element) {
        if (element instanceof Map<?, ?> object) {
            return SentJson.operation("An element of the batch", object);
        }
        throw RequestFault.input("An element of the batch is " + SentJson.kind(element)
                + ": a JSON object with a \"query\" is expected.");
    }

    private static SentOperation parameters(Request request) {
        var parameters = queryString(request);
        var object = new HashMap<String, @Nullable Object>();
        for (var name : TEXTS) {
            object.put(name, parameters.getValue(name));
        }
        for (var name : List.of("variables", "extensions")) {
            var text = parameters.getValue(name);
            if (text != null && !text.isEmpty()) {
                object.put(
                        name, SentJson.parse("The parameter \"" + name + "\"", text.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return SentJson.operation("The query string", object);
    }

    private static Fields queryString(Request request) {
        try {
            return Request.extractQueryParameters(request, StandardCharsets.UTF_8);
        } catch (RuntimeException malformed) {
            throw RequestFault.input("The query string cannot be decoded.");
        }
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
        var body = new SentBody(request, receiveTime);
        if (request.getLength() > limit) {
            // a client that is still sending would lose the answer with the connection
            body.discard(Math.min(request.getLength(), 4L * limit));
            throw tooLarge(String.format(Locale.ROOT, "%,d", request.getLength()));
        }
        var bytes = body.read(limit);
        if (bytes.length > limit) {
            throw tooLarge(String.format(Locale.ROOT, "more than %,d", limit));
        }
        return bytes;
    }

    private RequestFault tooLarge(String actual) {
        return RequestFault.limit(
                HttpStatus.CONTENT_TOO_LARGE,
                String.format(Locale.ROOT, "The body has %s bytes; the most is %,d.", actual, maxSize.toBytes()));
    }
}
