package dev.postern.identity;

import org.jspecify.annotations.Nullable;

/** A setting by which nobody can be identified; the message says what was found and what to do. */
public final class IdentityException extends RuntimeException {

    IdentityException(String message) {
        this(message, null);
    }

    IdentityException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
