package dev.postern.execution;

import org.jspecify.annotations.Nullable;

/** A mutation that does not run under its key, with what the client is told; nothing has run. */
public final class KeyRefusedException extends RuntimeException {

    private final transient FieldError error;
    private final boolean isReused;

    private KeyRefusedException(FieldError error, boolean isReused, @Nullable Throwable cause) {
        super(error.message(), cause);
        this.error = error;
        this.isReused = isReused;
    }

    /** One for which neither the right to run nor an answer could be had. */
    static KeyRefusedException of(FieldError error, @Nullable Throwable cause) {
        return new KeyRefusedException(error, false, cause);
    }

    /** One whose key its client has used for another request. */
    static KeyRefusedException reused() {
        var message =
                "The Idempotency-Key was used for another request: a new one is expected for each, and the same for the same"
                        + " document, operation and variables only.";
        return new KeyRefusedException(new FieldError(ErrorCode.BAD_USER_INPUT, message), true, null);
    }

    /** What the client is told. */
    public FieldError error() {
        return error;
    }

    /** Whether the key is another request's. */
    public boolean isReused() {
        return isReused;
    }
}
