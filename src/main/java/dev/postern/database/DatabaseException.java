package dev.postern.database;

import org.jspecify.annotations.Nullable;

/** A database that cannot be served; the message says what was found and what to do. */
public final class DatabaseException extends RuntimeException {

    DatabaseException(String message) {
        super(message);
    }

    DatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
