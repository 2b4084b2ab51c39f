package dev.postern.execution;

import dev.postern.plan.Refusal;

/** What is said of fields that are not answered to whoever asks. */
public final class AccessErrors {

    private AccessErrors() {}

    /** Somebody may become known; somebody who is known may not, by asking again. */
    public static FieldError of(Refusal refusal) {
        return refusal.isKnown()
                ? new FieldError(ErrorCode.FORBIDDEN, refusal.coordinate() + ": this is not permitted.")
                : new FieldError(
                        ErrorCode.UNAUTHENTICATED,
                        refusal.coordinate() + ": this is for callers who say who they are.");
    }

    /** The same for a field by its name. */
    public static FieldError of(String coordinate, boolean isKnown) {
        return of(new Refusal(coordinate, isKnown));
    }
}
