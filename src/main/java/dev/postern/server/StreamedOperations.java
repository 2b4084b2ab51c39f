package dev.postern.server;

import dev.postern.execution.CollectedAnswer;
import dev.postern.execution.ErrorCode;
import dev.postern.execution.EventExecution;
import dev.postern.execution.FieldError;
import dev.postern.execution.FieldException;
import dev.postern.execution.InternalErrors;
import dev.postern.execution.Interruption;
import dev.postern.execution.OperationRequest;
import dev.postern.fetching.ReferenceExecution;
import dev.postern.identity.Caller;
import dev.postern.plan.Planned;
import dev.postern.subscription.Subscriptions;
import org.eclipse.jetty.server.Request;

/**
 * Operations whose answers may go on: subscriptions, and any other over the connections that carry them. Safe for use by several
 * threads.
 */
public final class StreamedOperations {

    private final GraphQlEndpoint endpoint;
    private final Admission admission;
    private final RequestPlanning planning;
    private final ReferenceExecution reference;
    private final EventExecution events;
    private final Subscriptions subscriptions;

    /** @param endpoint of operations that end with their one answer */
    public StreamedOperations(
            GraphQlEndpoint endpoint,
            Admission admission,
            RequestPlanning planning,
            ReferenceExecution reference,
            EventExecution events,
            Subscriptions subscriptions) {
        this.endpoint = endpoint;
        this.admission = admission;
        this.planning = planning;
        this.reference = reference;
        this.events = events;
        this.subscriptions = subscriptions;
    }

    /** Who may ask. */
    Admission admission() {
        return admission;
    }

    /**
     * What a request asks for.
     *
     * @throws RequestFault for anything but one operation, or a mutation by GET
     */
    SentOperation read(Request request, Caller caller) {
        var sent = endpoint.read(request, caller);
        if (sent.isBatch()) {
            throw RequestFault.input("A stream is for one operation, and the body is a batch.");
        }
        if (sent.idempotencyKey() != null) {
            throw RequestFault.input("An Idempotency-Key is for an answer that does not go on.");
        }
        var operation = sent.operations().getFirst();
        if (request.getMethod().equals("GET") && planning.isMutation(operation)) {
            throw RequestFault.method("A GET changes nothing: send the mutation by POST.", "POST");
        }
        return operation;
    }

    /** Whether it is a subscription that may run. */
    boolean isSubscription(SentOperation sent) {
        return planning.isSubscription(sent);
    }

    /**
     * What becomes of an operation; anything but a subscription runs to its end first.
     *
     * @param ready told when a stream has something to say
     */
    StreamStart start(SentOperation sent, Sender sender, Interruption interruption, Runnable ready) {
        try {
            return isSubscription(sent)
                    ? subscribe(sent, sender, interruption, ready)
                    : answered(sent, sender, interruption);
        } catch (RequestFault fault) {
            return refused(fault.error());
        } catch (FieldException refusal) {
            return refused(refusal.error());
        } catch (RuntimeException unexpected) {
            return refused(InternalErrors.report(GraphQlHandler.PATH, unexpected));
        }
    }

    private static StreamStart refused(FieldError error) {
        return new StreamStart.Answered(GraphQlEndpoint.refused(error), false);
    }

    private StreamStart answered(SentOperation sent, Sender sender, Interruption interruption) {
        var answer = new CollectedAnswer();
        endpoint.answer(
                sent,
                sender.caller(),
                statements -> admission.charge(sender, statements),
                false,
                false,
                null,
                interruption,
                answer);
        return new StreamStart.Answered(answer.whole(), answer.isExecuted());
    }

    /** It counts what one event may run; events themselves count for nobody. */
    private StreamStart subscribe(SentOperation sent, Sender sender, Interruption interruption, Runnable ready) {
        var caller = sender.caller();
        var request = planning.plan(sent, caller, statements -> admission.charge(sender, statements));
        admission.charge(sender, request.planned().statements());
        planning.requirePermitted(request.planned());
        return switch (request.planned()) {
            case Planned.Direct direct ->
                new StreamStart.Subscribed(subscriptions.subscribe(events.query(direct, caller), ready));
            case Planned.Reference unplanned -> unplanned(request.operation(), unplanned, interruption);
        };
    }

    /** Variables with a fault are worded by the reference path, which does not run a subscription itself. */
    private StreamStart unplanned(OperationRequest operation, Planned.Reference why, Interruption interruption) {
        var result = reference.execute(operation, null, false, interruption, null);
        if (result.executed()) {
            return refused(new FieldError(
                    ErrorCode.BAD_USER_INPUT, "The subscription cannot be served: " + why.reason() + "."));
        }
        var response = new byte[result.body().remaining()];
        result.body().get(response);
        return new StreamStart.Answered(response, false);
    }
}
