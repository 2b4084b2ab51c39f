package dev.postern.server;

import dev.postern.execution.AccessErrors;
import dev.postern.execution.CallerSettings;
import dev.postern.execution.ClientGoneException;
import dev.postern.execution.CollectedAnswer;
import dev.postern.execution.DirectExecution;
import dev.postern.execution.ErrorCode;
import dev.postern.execution.EventExecution;
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
import dev.postern.identity.Identification;
import dev.postern.identity.UnidentifiedException;
import dev.postern.plan.LimitException;
import dev.postern.plan.Planned;
import dev.postern.plan.Plans;
import dev.postern.server.AccessProperties.Extent;
import dev.postern.subscription.Subscriptions;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final PersistedQueries persisted;
    private final Identification identification;
    private final CallerSettings callers;
    private final AccessProperties access;
    private final EventExecution events;
    private final Subscriptions subscriptions;

    /** @param direct null to answer everything on the reference path */
    public GraphQlEndpoint(
            Plans plans,
            @Nullable DirectExecution direct,
            ReferenceExecution reference,
            KeptAnswers answers,
            RequestLimits limits,
            HttpProperties http,
            Identification identification,
            CallerSettings callers,
            AccessProperties access,
            EventExecution events,
            Subscriptions subscriptions) {
        this.events = events;
        this.subscriptions = subscriptions;
        this.plans = plans;
        this.direct = direct;
        this.reference = reference;
        this.answers = answers;
        this.reader = new RequestReader(limits.requestSize(), http.batchSize());
        this.identification = identification;
        this.callers = callers;
        this.access = access;
        this.persisted = new PersistedQueries(http.persistedQueries());
    }

    /** Answers a request by any method. */
    void answer(Request request, Exchange exchange) {
        try {
            exchange.accept(ResponseType.of(request.getHeaders()));
            if (!identification.isOpen()) {
                exchange.varies(HttpHeader.AUTHORIZATION + ", " + identification.keyHeader());
            }
            var caller = caller(request.getHeaders());
            var sent = reader.read(request);
            exchange.received();
            answer(sent, caller, request.getMethod().equals("GET"), isTraced(request), exchange);
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

    /** Before the body is read: a stranger's is none of our business. */
    Caller caller(HttpFields headers) {
        return identification.isOpen()
                ? Caller.ANONYMOUS
                : caller(
                        headers.getValuesList(HttpHeader.AUTHORIZATION),
                        headers.getValuesList(identification.keyHeader()));
    }

    /** The header in which an API key is sent. */
    String keyHeader() {
        return identification.keyHeader();
    }

    /**
     * Who presents this.
     *
     * @throws RequestFault for nobody that is served
     */
    Caller caller(List<String> authorization, List<String> keys) {
        try {
            var caller = identification.caller(authorization, keys);
            if (!callers.serve(caller)) {
                throw RequestFault.forbidden("The role of who asks is not served here.");
            }
            return caller;
        } catch (UnidentifiedException unknown) {
            throw RequestFault.unidentified(unknown);
        }
    }

    /** What a request asks for. */
    SentRequest read(Request request) {
        return reader.read(request);
    }

    /** Whether it is a subscription without a fault. */
    boolean isSubscription(SentOperation sent) {
        try {
            return plans.isSubscription(persisted.document(sent), sent.operationName());
        } catch (LimitException | FieldException refused) {
            return false;
        }
    }

    /** Whether it is a mutation that can be run. */
    boolean isMutation(SentOperation sent) {
        try {
            return plans.isMutation(persisted.document(sent), sent.operationName());
        } catch (LimitException | FieldException refused) {
            return false;
        }
    }

    /**
     * What becomes of an operation where answers may go on; anything but a subscription runs to its end first.
     *
     * @param ready told when a stream has something to say
     */
    StreamStart start(SentOperation sent, Caller caller, Interruption interruption, Runnable ready) {
        try {
            if (isSubscription(sent)) {
                return subscribe(sent, caller, interruption, ready);
            }
            var answer = new CollectedAnswer();
            answer(sent, caller, false, false, null, interruption, answer);
            return new StreamStart.Answered(answer.whole(), answer.isExecuted());
        } catch (RequestFault fault) {
            return new StreamStart.Answered(refused(fault.error()), false);
        } catch (FieldException refusal) {
            return new StreamStart.Answered(refused(refusal.error()), false);
        } catch (LimitException tooMuch) {
            return new StreamStart.Answered(refused(limit(tooMuch)), false);
        } catch (RuntimeException unexpected) {
            return new StreamStart.Answered(refused(InternalErrors.report("/graphql", unexpected)), false);
        }
    }

    private StreamStart subscribe(SentOperation sent, Caller caller, Interruption interruption, Runnable ready) {
        var operation = new OperationRequest(persisted.document(sent), sent.operationName(), sent.variables(), caller);
        var planned = plans.plan(operation.document(), operation.operationName(), operation.variables(), caller);
        persisted.keep(sent);
        if (access.refuse() == Extent.OPERATION && !planned.refusals().isEmpty()) {
            throw RequestFault.refused(AccessErrors.of(planned.refusals().getFirst()));
        }
        return switch (planned) {
            case Planned.Direct direct ->
                new StreamStart.Subscribed(subscriptions.subscribe(events.query(direct, caller), ready));
            case Planned.Reference unplanned -> unplanned(operation, unplanned, interruption);
        };
    }

    /** Variables with a fault are worded by the reference path, which does not run a subscription itself. */
    private StreamStart unplanned(OperationRequest operation, Planned.Reference why, Interruption interruption) {
        var result = reference.execute(operation, null, false, interruption);
        if (result.executed()) {
            return new StreamStart.Answered(
                    refused(new FieldError(
                            ErrorCode.BAD_USER_INPUT, "The subscription cannot be served: " + why.reason() + ".")),
                    false);
        }
        var response = new byte[result.body().remaining()];
        result.body().get(response);
        return new StreamStart.Answered(response, false);
    }

    private static FieldError limit(LimitException tooMuch) {
        return new FieldError(ErrorCode.LIMIT_EXCEEDED, String.valueOf(tooMuch.getMessage()));
    }

    /** Only graphql-java can tell how long each field took. */
    private boolean isTraced(Request request) {
        return reference.traces() && TRACE.equals(request.getHeaders().get(TRACE_HEADER));
    }

    private void answer(SentRequest request, Caller caller, boolean isGet, boolean isTraced, Exchange exchange) {
        if (!request.isBatch()) {
            answer(
                    request.operations().getFirst(),
                    caller,
                    isGet,
                    isTraced,
                    request.idempotencyKey(),
                    exchange.interruption(),
                    exchange);
            return;
        }
        var batch = new BatchAnswer();
        request.operations()
                .forEach(operation -> answer(operation, caller, false, false, null, exchange.interruption(), batch));
        exchange.send(true, List.of(batch.body()), () -> {});
    }

    private void answer(
            SentOperation sent,
            Caller caller,
            boolean isGet,
            boolean isTraced,
            @Nullable String idempotencyKey,
            Interruption interruption,
            ResponseTarget target) {
        Planned planned;
        OperationRequest operation;
        try {
            var start = System.nanoTime();
            operation = new OperationRequest(persisted.document(sent), sent.operationName(), sent.variables(), caller);
            planned = plans.plan(operation.document(), operation.operationName(), operation.variables(), caller);
            persisted.keep(sent);
            var isPersonal = caller.isAuthenticated() || callers.tellWhoAsks();
            target.caches(isPersonal ? planned.cache().personal() : planned.cache());
            target.took(Phase.PLAN, System.nanoTime() - start);
        } catch (LimitException tooMuch) {
            refuse(limit(tooMuch), target);
            return;
        } catch (FieldException unknown) {
            refuse(unknown.error(), target);
            return;
        }
        if (plans.isSubscription(operation.document(), operation.operationName())) {
            refuse(STREAMS, target);
            return;
        }
        if (access.refuse() == Extent.OPERATION && !planned.refusals().isEmpty()) {
            throw RequestFault.refused(AccessErrors.of(planned.refusals().getFirst()));
        }
        if (isGet && plans.isMutation(operation.document(), operation.operationName())) {
            throw RequestFault.method("A GET changes nothing: send the mutation by POST.", "POST");
        }
        var request = idempotencyKey == null ? null : idempotent(idempotencyKey, operation);
        if (isTraced || direct == null || !direct.answer(planned, caller, request, interruption, target)) {
            answerByReference(operation, request, isTraced, interruption, target);
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
        var result = reference.execute(operation, request, isTraced, interruption);
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
