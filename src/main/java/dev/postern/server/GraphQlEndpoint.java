package dev.postern.server;

import dev.postern.execution.ClientGoneException;
import dev.postern.execution.DirectExecution;
import dev.postern.execution.ErrorCode;
import dev.postern.execution.FieldError;
import dev.postern.execution.InternalErrors;
import dev.postern.execution.OperationRequest;
import dev.postern.fetching.ReferenceExecution;
import dev.postern.plan.LimitException;
import dev.postern.plan.Planned;
import dev.postern.plan.Plans;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final Plans plans;
    private final @Nullable DirectExecution direct;
    private final ReferenceExecution reference;
    private final RequestReader reader;

    /** @param direct null to answer everything on the reference path */
    public GraphQlEndpoint(
            Plans plans,
            @Nullable DirectExecution direct,
            ReferenceExecution reference,
            ServerProperties properties) {
        this.plans = plans;
        this.direct = direct;
        this.reference = reference;
        this.reader = new RequestReader(properties.maxRequestSize());
    }

    /** Answers a request by any method. */
    void answer(Request request, Exchange exchange) {
        try {
            exchange.accept(ResponseType.of(request.getHeaders()));
            requirePost(request);
            answer(reader.read(request), exchange);
        } catch (RequestFault fault) {
            if (fault.status() == HttpStatus.METHOD_NOT_ALLOWED) {
                exchange.header(HttpHeader.ALLOW, "POST");
            }
            exchange.refuse(fault.status(), refused(new FieldError(code(fault), String.valueOf(fault.getMessage()))));
        } catch (ClientGoneException gone) {
            exchange.abort(gone);
        } catch (RuntimeException unexpected) {
            exchange.refuse(
                    HttpStatus.INTERNAL_SERVER_ERROR, refused(InternalErrors.report("POST /graphql", unexpected)));
        }
    }

    private void answer(OperationRequest operation, Exchange exchange) {
        Planned planned;
        try {
            planned = plans.plan(operation.document(), operation.operationName(), operation.variables());
        } catch (LimitException tooMuch) {
            var error = new FieldError(ErrorCode.LIMIT_EXCEEDED, String.valueOf(tooMuch.getMessage()));
            exchange.send(false, List.of(ByteBuffer.wrap(refused(error))), () -> {});
            return;
        }
        if (direct != null && direct.answer(planned, exchange)) {
            return;
        }
        var result = reference.execute(operation);
        exchange.send(result.executed(), List.of(ByteBuffer.wrap(JSON.writeValueAsBytes(result.body()))), () -> {});
    }

    private static void requirePost(Request request) {
        if (!request.getMethod().equals("POST")) {
            throw new RequestFault(
                    HttpStatus.METHOD_NOT_ALLOWED,
                    "The method is " + request.getMethod() + ": send the operation by POST.");
        }
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
