package dev.postern.server;

import dev.postern.execution.ErrorCode;
import dev.postern.execution.FieldError;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A request that holds no operation, or none that may come this way; the message is for the client. */
final class RequestFault extends RuntimeException {

    private final transient HttpStatus status;
    private final transient FieldError error;
    private final @Nullable String allow;

    private RequestFault(HttpStatus status, ErrorCode code, String message, @Nullable String allow) {
        super(message, null, false, false);
        this.status = status;
        this.error = new FieldError(code, message);
        this.allow = allow;
    }

    RequestFault(HttpStatus status, String message) {
        this(status, ErrorCode.BAD_USER_INPUT, message, null);
    }

    /** A request that cannot be read. */
    static RequestFault input(String message) {
        return new RequestFault(HttpStatus.BAD_REQUEST, message);
    }

    /** A request that is more than may be. */
    static RequestFault limit(HttpStatus status, String message) {
        return new RequestFault(status, ErrorCode.LIMIT_EXCEEDED, message, null);
    }

    /**
     * A request by a method that does not serve it.
     *
     * @param allow the methods that do, with commas
     */
    static RequestFault method(String message, String allow) {
        return new RequestFault(HttpStatus.METHOD_NOT_ALLOWED, ErrorCode.BAD_USER_INPUT, message, allow);
    }

    HttpStatus status() {
        return status;
    }

    FieldError error() {
        return error;
    }

    /** What the header {@code Allow} says, null for none. */
    @Nullable
    String allow() {
        return allow;
    }
}
