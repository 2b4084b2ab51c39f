package dev.postern.fetching;

import dev.postern.binding.FieldBinding;
import dev.postern.execution.ErrorCode;
import dev.postern.execution.FieldError;
import dev.postern.execution.FieldException;

/** A field of {@code Subscription} where graphql-java comes to it: only Java that runs operations itself gets there. */
final class SubscribedField {

    private SubscribedField() {}

    /** Why it has no answer: events are answered on the direct path. */
    static FieldException refusal(FieldBinding.Subscribed binding) {
        return new FieldException(
                new FieldError(
                        ErrorCode.BAD_USER_INPUT,
                        binding.coordinate() + ": subscribe over WebSocket, Server-Sent Events or multipart."),
                null);
    }
}
