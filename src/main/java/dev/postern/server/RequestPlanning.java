package dev.postern.server;

import dev.postern.execution.AccessErrors;
import dev.postern.execution.ErrorCode;
import dev.postern.execution.FieldError;
import dev.postern.execution.FieldException;
import dev.postern.execution.OperationRequest;
import dev.postern.identity.Caller;
import dev.postern.plan.LimitException;
import dev.postern.plan.Planned;
import dev.postern.plan.Plans;
import dev.postern.server.AccessProperties.Extent;
import java.util.function.BiPredicate;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The way from what a client sent to a plan that may run, whatever carries the answers: which documents may be sent, what of the
 * schema is told, how much may be asked for, and what the caller is permitted. Safe for use by several threads.
 */
public final class RequestPlanning {

    private final Plans plans;
    private final DocumentPolicy documents;
    private final AccessProperties access;

    public RequestPlanning(Plans plans, DocumentPolicy documents, AccessProperties access) {
        this.plans = plans;
        this.documents = documents;
        this.access = access;
    }

    /** An operation with its plan. */
    record PlannedRequest(OperationRequest operation, Planned planned) {}

    /**
     * The plan of an operation; what cannot have one was work too.
     *
     * @param charge counts statements
     * @throws FieldException with what the client is told of an operation that may not run
     * @throws RequestFault when the document came with the hash of another one
     */
    PlannedRequest plan(SentOperation sent, Caller caller, IntConsumer charge) {
        try {
            var operation =
                    new OperationRequest(documents.document(sent), sent.operationName(), sent.variables(), caller);
            var planned = plans.plan(operation.document(), operation.operationName(), operation.variables(), caller);
            documents.requireTold(plans, operation);
            documents.keep(sent);
            return new PlannedRequest(operation, planned);
        } catch (LimitException tooMuch) {
            charge.accept(1);
            throw new FieldException(
                    new FieldError(ErrorCode.LIMIT_EXCEEDED, String.valueOf(tooMuch.getMessage())), null);
        } catch (FieldException unknown) {
            charge.accept(1);
            throw unknown;
        }
    }

    /**
     * Refuses the whole of an operation for one field of it, where the settings say so.
     *
     * @throws RequestFault for the first field that the caller may not have
     */
    void requirePermitted(Planned planned) {
        if (access.refuse() == Extent.OPERATION && !planned.refusals().isEmpty()) {
            throw RequestFault.refused(AccessErrors.of(planned.refusals().getFirst()));
        }
    }

    /** Whether it is a mutation that may run. */
    boolean isMutation(SentOperation sent) {
        return is(plans::isMutation, sent);
    }

    /** Whether it is a subscription that may run. */
    boolean isSubscription(SentOperation sent) {
        return is(plans::isSubscription, sent);
    }

    private boolean is(BiPredicate<String, @Nullable String> kind, SentOperation sent) {
        try {
            return kind.test(documents.document(sent), sent.operationName());
        } catch (LimitException | FieldException | RequestFault refused) {
            return false;
        }
    }
}
