package dev.postern.server;

import dev.postern.execution.ErrorCode;
import dev.postern.execution.FieldError;
import dev.postern.execution.InternalErrors;
import dev.postern.execution.OperationResult;
import dev.postern.fetching.ReferenceExecution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * GraphQL over HTTP, by POST.
 *
 * <p>A request that holds no operation is refused with a 4xx; an operation that could not be run is 400 for a client
 * that accepts {@code application/graphql-response+json} and 200 for one that does not; anything that ran is 200.
 * Source: https://graphql.github.io/graphql-over-http/draft/
 */
public final class GraphQlEndpoint {

    private static final MediaType GRAPHQL = MediaType.parseMediaType("application/graphql-response+json");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final ReferenceExecution execution;
    private final RequestReader reader;

    public GraphQlEndpoint(ReferenceExecution execution, ServerProperties properties) {
        this.execution = execution;
        this.reader = new RequestReader(properties.maxRequestSize());
    }

    /** The answer to a request by any method. */
    public ServerResponse handle(ServerRequest request) {
        var type = MediaType.APPLICATION_JSON;
        try {
            type = responseType(request);
            requirePost(request);
            return respond(type, execution.execute(reader.read(request)));
        } catch (RequestFault fault) {
            var response = ServerResponse.status(fault.status()).contentType(type);
            if (fault.status() == HttpStatus.METHOD_NOT_ALLOWED) {
                response.header("Allow", "POST");
            }
            return response.body(refused(new FieldError(code(fault), String.valueOf(fault.getMessage()))));
        } catch (RuntimeException unexpected) {
            return ServerResponse.status(HttpStatus.INTERNAL_SERVER_ERROR)
                    .contentType(type)
                    .body(refused(InternalErrors.report("POST /graphql", unexpected)));
        }
    }

    private static void requirePost(ServerRequest request) {
        if (!request.method().name().equals("POST")) {
            throw new RequestFault(
                    HttpStatus.METHOD_NOT_ALLOWED,
                    "The method is " + request.method() + ": send the operation by POST.");
        }
    }

    /** What the client accepts: the GraphQL type where it is named, otherwise JSON. */
    private static MediaType responseType(ServerRequest request) {
        var accepted = accepted(request);
        if (accepted.isEmpty()) {
            return MediaType.APPLICATION_JSON;
        }
        for (var type : accepted) {
            if (type.isCompatibleWith(MediaType.APPLICATION_JSON)) {
                return MediaType.APPLICATION_JSON;
            }
            if (type.isCompatibleWith(GRAPHQL)) {
                return GRAPHQL;
            }
        }
        throw new RequestFault(
                HttpStatus.NOT_ACCEPTABLE,
                "Nothing that the request accepts is served:"
                        + " application/graphql-response+json or application/json is expected.");
    }

    private static List<MediaType> accepted(ServerRequest request) {
        try {
            var types = new ArrayList<>(request.headers().accept());
            types.sort(Comparator.comparingDouble(MediaType::getQualityValue).reversed());
            return types;
        } catch (InvalidMediaTypeException broken) {
            throw new RequestFault(HttpStatus.NOT_ACCEPTABLE, "The Accept header cannot be read.");
        }
    }

    private static ServerResponse respond(MediaType type, OperationResult result) {
        var status = result.executed() || !type.equals(GRAPHQL) ? HttpStatus.OK : HttpStatus.BAD_REQUEST;
        return ServerResponse.status(status).contentType(type).body(JSON.writeValueAsBytes(result.body()));
    }

    private static ErrorCode code(RequestFault fault) {
        return fault.status() == HttpStatus.CONTENT_TOO_LARGE ? ErrorCode.LIMIT_EXCEEDED : ErrorCode.BAD_USER_INPUT;
    }

    private static byte[] refused(FieldError error) {
        var written = new LinkedHashMap<String, Object>();
        written.put("message", error.message());
        written.put("extensions", error.extensions());
        return JSON.writeValueAsBytes(Map.of("errors", List.of(written)));
    }
}
