package dev.postern.server;

import dev.postern.execution.CallerSettings;
import dev.postern.execution.ClientGoneException;
import dev.postern.execution.DirectExecution;
import dev.postern.execution.ErrorCode;
import dev.postern.execution.FieldError;
import dev.postern.execution.FieldException;
import dev.postern.execution.IdempotentRequest;
import dev.postern.execution.InternalErrors;
import dev.postern.execution.Interruption;
import dev.postern.execution.KeptAnswers;
import dev.postern.execution.KeyRefusedException;
import dev.postern.execution.OperationRequest;
import dev.postern.execution.Phase;
import dev.postern.execution.ResponseTarget;
import dev.postern.fetching.ReferenceExecution;
import dev.postern.identity.Caller;
import dev.postern.plan.Plans;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/**
 * GraphQL over HTTP: operations by POST, queries by GET.
 *
 * <p>A request that holds no operation is refused with a 4xx; an operation that could not be run is 400 for a client
 * that accepts {@code application/graphql-response+json} and 200 for one that does not; anything that ran is 200.
 * Source: https://graphql.github.io/graphql-over-http/draft/
 */
public final class GraphQlEndpoint {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String TRACE_HEADER = "apollo-federation-include-trace";
    private static final String TRACE = "ftv1";

    private static final FieldError STREAMS = new FieldError(
            ErrorCode.BAD_USER_INPUT,
            "A subscription is answered by a stream: ask over WebSocket (graphql-transport-ws), or accept"
                    + " text/event-stream or multipart/mixed;subscriptionSpec=\"1.0\".");

    private final Plans plans;
    private final @Nullable DirectExecution direct;
    private final ReferenceExecution reference;
    private final KeptAnswers answers;
    private final RequestReader reader;
    private final RequestPlanning planning;
    private final Admission admission;
    private final CallerSettings callers;
    private final Tracing tracing;

    /** @param direct null to answer everything on the reference path */
    public GraphQlEndpoint(
            Plans plans,
            @Nullable DirectExecution direct,
            ReferenceExecution reference,
            KeptAnswers answers,
            RequestPlanning planning,
            RequestReader reader,
            Admission admission,
            CallerSettings callers,
            Tracing tracing) {
        this.plans = plans;
        this.direct = direct;
        this.reference = reference;
        this.answers = answers;
        this.planning = planning;
        this.reader = reader;
        this.admission = admission;
        this.callers = callers;
        this.tracing = tracing;
    }

    /** Answers a request by any method. */
    void answer(Request request, Exchange exchange) {
        try {
            exchange.accept(ResponseType.of(request.getHeaders()));
            if (!admission.isOpen()) {
                exchange.varies(HttpHeader.AUTHORIZATION + ", " + admission.keyHeader());
            }
            // before the body is read: a stranger's is none of our business
            var caller = admission.caller(request);
            var sent = read(request, caller);
            exchange.received();
            IntConsumer charge = statements -> admission.charge(request, caller, statements);
            if (sent.isBatch()) {
                answerAll(sent, caller, charge, request.getHeaders(), exchange);
            } else {
                answerOne(sent, caller, charge, request, exchange);
            }
        } catch (RequestFault fault) {
            if (fault.header() != null) {
                exchange.header(fault.header());
            }
            exchange.refuse(fault.status(), refused(fault.error()));
        } catch (KeyRefusedException key) {
            if (key.isReused()) {
                exchange.refuse(HttpStatus.UNPROCESSABLE_CONTENT, refused(key.error()));
            } else {
                refuse(key.error(), exchange);
            }
        } catch (ClientGoneException gone) {
            exchange.abort(gone);
        } catch (RuntimeException unexpected) {
            exchange.refuse(HttpStatus.INTERNAL_SERVER_ERROR, refused(InternalErrors.report("/graphql", unexpected)));
        }
    }

    /**
     * What a request asks for; what cannot be read was work too.
     *
     * @throws RequestFault as {@link RequestReader#read}
     */
    SentRequest read(Request request, Caller caller) {
        try {
            return reader.read(request);
        } catch (RequestFault fault) {
            admission.charge(request, caller, 1);
            throw fault;
        }
    }

    /** Only graphql-java can tell how long each field took. */
    private boolean isTraced(Request request) {
        return reference.traces() && TRACE.equals(request.getHeaders().get(TRACE_HEADER));
    }

    /** @param charge counts the statements of an operation */
    private void answerOne(SentRequest sent, Caller caller, IntConsumer charge, Request request, Exchange exchange) {
        var trace = tracing.begin(request.getHeaders(), caller);
        if (trace != null) {
            exchange.traces(trace);
        }
        answer(
                sent.operations().getFirst(),
                caller,
                charge,
                request.getMethod().equals("GET"),
                isTraced(request),
                sent.idempotencyKey(),
                exchange.interruption(),
                exchange);
    }

    private void answerAll(SentRequest sent, Caller caller, IntConsumer charge, HttpFields headers, Exchange exchange) {
        var batch = new BatchAnswer();
        for (var operation : sent.operations()) {
            batch.traces(tracing.begin(headers, caller));
            answerOf(operation, caller, charge, exchange.interruption(), batch);
        }
        exchange.send(true, List.of(batch.body()), () -> {});
    }

    /** What may not run in a batch is refused by itself: others of it have run by then. */
    private void answerOf(
            SentOperation sent, Caller caller, IntConsumer charge, Interruption interruption, BatchAnswer batch) {
        try {
            answer(sent, caller, charge, false, false, null, interruption, batch);
        } catch (RequestFault fault) {
            refuse(fault.error(), batch);
        }
    }

    void answer(
            SentOperation sent,
            Caller caller,
            IntConsumer charge,
            boolean isGet,
            boolean isTraced,
            @Nullable String idempotencyKey,
            Interruption interruption,
            ResponseTarget target) {
        RequestPlanning.PlannedRequest request;
        try {
            var start = System.nanoTime();
            request = planning.plan(sent, caller, charge);
            target.took(Phase.PLAN, System.nanoTime() - start);
        } catch (FieldException refusal) {
            refuse(refusal.error(), target);
            return;
        }
        var operation = request.operation();
        var planned = request.planned();
        var isPersonal = caller.isAuthenticated() || callers.tellWhoAsks();
        target.caches(isPersonal ? planned.cache().personal() : planned.cache());
        charge.accept(planned.statements());
        if (plans.isSubscription(operation.document(), operation.operationName())) {
            refuse(STREAMS, target);
            return;
        }
        planning.requirePermitted(planned);
        if (isGet && plans.isMutation(operation.document(), operation.operationName())) {
            throw RequestFault.method("A GET changes nothing: send the mutation by POST.", "POST");
        }
        var idempotent = idempotencyKey == null ? null : idempotent(idempotencyKey, operation);
        if (idempotent != null && target.trace() != null) {
            target.trace().standApart();
        }
        if (isTraced || direct == null || !direct.answer(planned, caller, idempotent, interruption, target)) {
            answerByReference(operation, idempotent, isTraced, interruption, target);
        }
    }

    /** Null for what changes nothing, and so may be sent again in any case. */
    private @Nullable IdempotentRequest idempotent(String key, OperationRequest operation) {
        return plans.isKept(operation.document(), operation.operationName())
                ? answers.request(IdempotencyKey.parse(key), Fingerprint.of(operation))
                : null;
    }

    private void answerByReference(
            OperationRequest operation,
            @Nullable IdempotentRequest request,
            boolean isTraced,
            Interruption interruption,
            ResponseTarget target) {
        var start = System.nanoTime();
        var result = reference.execute(operation, request, isTraced, interruption, target.trace());
        target.took(Phase.REFERENCE, System.nanoTime() - start);
        if (result.replayed()) {
            target.replays();
        }
        if (result.failed()) {
            target.fails();
        }
        target.send(result.executed(), List.of(result.body()), () -> {});
    }

    private static void refuse(FieldError error, ResponseTarget target) {
        target.send(false, List.of(ByteBuffer.wrap(refused(error))), () -> {});
    }

    /** A response with one error and nothing else. */
    static byte[] refused(FieldError error) {
        var written = new LinkedHashMap<String, Object>();
        written.put("message", error.message());
        written.put("extensions", error.extensions());
        return JSON.writeValueAsBytes(Map.of("errors", List.of(written)));
    }
}
