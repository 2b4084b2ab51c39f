package dev.postern.execution;

import org.jspecify.annotations.Nullable;

/** A field that could not be answered, with what the client is told of it. */
public final class FieldException extends RuntimeException {

    private final transient FieldError error;

    /** @param cause for the log, null when the error says everything */
    public FieldException(FieldError error, @Nullable Throwable cause) {
        super(error.message(), cause);
        this.error = error;
    }

    /** What the client is told. */
    public FieldError error() {
        return error;
    }
}
