package dev.postern.server;

import dev.postern.execution.InternalErrors;
import dev.postern.identity.Caller;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Answers that go on over HTTP: Server-Sent Events, one operation each or many on one stream, and Apollo's multipart.
 *
 * <p>Sources: https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md and
 * https://www.apollographql.com/docs/graphos/routing/operations/subscriptions/multipart-protocol
 */
final class StreamEndpoint {

    static final String TOKEN = "X-GraphQL-Event-Stream-Token";
    private static final String EVENTS = "text/event-stream";
    private static final String ONLY = "";

    private final OpenStreams streams;
    private final Duration requestTime;
    private final Executor executor;
    private final Supplier<StreamedOperations> streamed;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, ResponseStream> reserved = new ConcurrentHashMap<>();

    /** @param executor of operations, a thread for each */
    StreamEndpoint(
            OpenStreams streams, Duration requestTime, Executor executor, Supplier<StreamedOperations> streamed) {
        this.streams = streams;
        this.requestTime = requestTime;
        this.executor = executor;
        this.streamed = streamed;
    }

    /** Whether a request asks for answers that go on, or belongs to such ones. */
    static boolean concerns(Request request) {
        var accepted = accepted(request);
        return accepted.contains(EVENTS)
                || isMultipart(accepted)
                || token(request) != null
                || (request.getMethod().equals("PUT") && request.getHeaders().get(HttpHeader.CONTENT_TYPE) == null);
    }

    /** What the client accepts, in lower case. */
    private static String accepted(Request request) {
        var accept = request.getHeaders().get(HttpHeader.ACCEPT);
        return accept == null ? "" : accept.toLowerCase(Locale.ROOT);
    }

    private static boolean isMultipart(String accepted) {
        return accepted.contains("multipart/mixed") && accepted.contains("subscriptionspec");
    }

    private static @Nullable String token(Request request) {
        var header = request.getHeaders().get(TOKEN);
        if (header != null) {
            return header;
        }
        if (request.getHttpURI().getQuery() == null) {
            return null;
        }
        try {
            return Request.extractQueryParameters(request).getValue("token");
        } catch (RuntimeException malformed) { // whoever reads the request says what is wrong with it
            return null;
        }
    }

    /** Answers it, or begins to. */
    void answer(Request request, Response response, Callback callback) {
        try {
            var sender = sender(request);
            var token = token(request);
            if (token != null) {
                shared(token, sender, request, response, callback);
            } else if (request.getMethod().equals("PUT")) {
                reserve(sender.caller(), response, callback);
            } else {
                distinct(sender, request, response, callback);
            }
        } catch (RequestFault fault) {
            var header = fault.header();
            if (header != null) {
                response.getHeaders().put(header);
            }
            UnreadBody.tell(response);
            json(response, callback, fault.status(), GraphQlEndpoint.refused(fault.error()));
        } catch (RuntimeException unexpected) {
            json(
                    response,
                    callback,
                    HttpStatus.INTERNAL_SERVER_ERROR,
                    GraphQlEndpoint.refused(InternalErrors.report(GraphQlHandler.PATH, unexpected)));
        }
    }

    private Sender sender(Request request) {
        var admission = streamed.get().admission();
        var presented = admission.presented(request);
        return new Sender(admission.caller(presented), presented.address());
    }

    private static void json(Response response, Callback callback, HttpStatus status, byte[] body) {
        response.getHeaders().put(ResponseType.JSON.header());
        write(response, callback, status, body);
    }

    private static void write(Response response, Callback callback, HttpStatus status, byte[] body) {
        response.setStatus(status.value());
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    private void distinct(Sender sender, Request request, Response response, Callback callback) {
        var sent = streamed.get().read(request, sender.caller());
        if (isMultipart(accepted(request))) {
            multipart(sent, sender, request, response, callback);
            return;
        }
        var stream = stream(sender.caller(), new EventFrames(false), false);
        stream.open(request, response, callback, EVENTS, stream.opening());
        stream.start(ONLY, sent, sender);
    }

    /** What is no subscription has one answer, which needs no parts. */
    private void multipart(SentOperation sent, Sender sender, Request request, Response response, Callback callback) {
        if (streamed.get().isSubscription(sent)) {
            var stream = stream(sender.caller(), new MultipartFrames(), false);
            stream.open(request, response, callback, MultipartFrames.TYPE, MultipartFrames.OPENING);
            stream.start(ONLY, sent, sender);
            return;
        }
        var running = new RunningOperation(ONLY);
        var started = (StreamStart.Answered) streamed.get().start(sent, sender, running.interruption(), () -> {});
        json(response, callback, HttpStatus.OK, started.response());
    }

    private ResponseStream stream(Caller caller, StreamFrames frames, boolean isShared) {
        if (!streams.count(caller)) {
            throw RequestFault.limit(
                    HttpStatus.TOO_MANY_REQUESTS, "The caller has as many connections as it may have.");
        }
        var stream = new ResponseStream(streams, caller, streamed, executor, frames, isShared, requestTime);
        if (!streams.add(stream)) {
            streams.uncount(caller);
            throw RequestFault.limit(HttpStatus.SERVICE_UNAVAILABLE, "There are as many connections as there may be.");
        }
        return stream;
    }

    private void reserve(Caller caller, Response response, Callback callback) {
        reserved.values().removeIf(ResponseStream::isOver);
        var stream = stream(caller, new EventFrames(true), true);
        var bytes = new byte[16];
        random.nextBytes(bytes);
        var token = HexFormat.of().formatHex(bytes);
        reserved.put(token, stream);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        write(response, callback, HttpStatus.CREATED, token.getBytes(StandardCharsets.US_ASCII));
    }

    /** A token of somebody else is not there. */
    private void shared(String token, Sender sender, Request request, Response response, Callback callback) {
        var stream = reserved.get(token);
        if (stream == null || stream.isOver() || !stream.isOf(sender.caller())) {
            reserved.values().removeIf(ResponseStream::isOver);
            throw new RequestFault(HttpStatus.NOT_FOUND, "There is no such stream.");
        }
        if (request.getMethod().equals("DELETE")) {
            stop(stream, request, response, callback);
        } else if (request.getMethod().equals("GET") && accepted(request).contains(EVENTS)) {
            open(stream, request, response, callback);
        } else {
            start(stream, sender, request, response, callback);
        }
    }

    private static void open(ResponseStream stream, Request request, Response response, Callback callback) {
        synchronized (stream) {
            if (stream.isOpen()) {
                throw new RequestFault(HttpStatus.CONFLICT, "The stream is open already.");
            }
            stream.open(request, response, callback, EVENTS, stream.opening());
        }
    }

    private void start(ResponseStream stream, Sender sender, Request request, Response response, Callback callback) {
        var operation = streamed.get().read(request, sender.caller());
        var id = operation.operationId();
        if (id == null || id.isEmpty()) {
            throw RequestFault.input("\"extensions\" has no \"operationId\".");
        }
        if (stream.isLong()) {
            throw RequestFault.limit(HttpStatus.TOO_MANY_REQUESTS, "What was asked before has not been taken.");
        }
        if (stream.has(id)) {
            throw new RequestFault(HttpStatus.CONFLICT, "There is an operation with this id already.");
        }
        stream.start(id, operation, sender);
        write(response, callback, HttpStatus.ACCEPTED, new byte[0]);
    }

    private static void stop(ResponseStream stream, Request request, Response response, Callback callback) {
        var id = Request.extractQueryParameters(request).getValue("operationId");
        if (id == null || id.isEmpty()) {
            throw RequestFault.input("The query string has no \"operationId\".");
        }
        stream.stop(id);
        write(response, callback, HttpStatus.OK, new byte[0]);
    }
}
