package dev.postern.server;

import dev.postern.execution.ErrorCode;
import dev.postern.execution.FieldError;
import dev.postern.identity.UnidentifiedException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A request that holds no operation, or none that may come this way; the message is for the client. */
final class RequestFault extends RuntimeException {

    private final transient HttpStatus status;
    private final transient FieldError error;
    private final transient @Nullable HttpField header;

    private RequestFault(HttpStatus status, ErrorCode code, String message, @Nullable HttpField header) {
        super(message, null, false, false);
        this.status = status;
        this.error = new FieldError(code, message);
        this.header = header;
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

    /** A request that does not come; its connection has no other. */
    static RequestFault slow(String message) {
        return new RequestFault(
                HttpStatus.REQUEST_TIMEOUT, ErrorCode.TIMEOUT, message, new HttpField(HttpHeader.CONNECTION, "close"));
    }

    /**
     * A request of somebody who has asked for too much. Source: RFC 6585, section 4.
     *
     * @param seconds after which it may be asked again
     */
    static RequestFault rate(String message, long seconds) {
        return new RequestFault(
                HttpStatus.TOO_MANY_REQUESTS,
                ErrorCode.LIMIT_EXCEEDED,
                message,
                new HttpField(HttpHeader.RETRY_AFTER, String.valueOf(seconds)));
    }

    /** A request that cannot be looked at now. */
    static RequestFault unavailable(String message) {
        return new RequestFault(HttpStatus.SERVICE_UNAVAILABLE, ErrorCode.UNAVAILABLE, message, null);
    }

    /**
     * A request by a method that does not serve it.
     *
     * @param allow the methods that do, with commas
     */
    static RequestFault method(String message, String allow) {
        return new RequestFault(
                HttpStatus.METHOD_NOT_ALLOWED,
                ErrorCode.BAD_USER_INPUT,
                message,
                new HttpField(HttpHeader.ALLOW, allow));
    }

    /** A request of which nobody can say who asks. Source for the header: RFC 6750, section 3. */
    static RequestFault unidentified(UnidentifiedException unknown) {
        var message = String.valueOf(unknown.getMessage());
        return switch (unknown.reason()) {
            case MISSING -> unauthenticated(message, "Bearer");
            case REFUSED -> unauthenticated(message, "Bearer error=\"invalid_token\"");
            case MALFORMED -> input(message);
            case UNAVAILABLE -> unavailable(message);
        };
    }

    /** An operation with a field that is not for whoever asks. */
    static RequestFault refused(FieldError error) {
        return error.code() == ErrorCode.UNAUTHENTICATED
                ? unauthenticated(error.message(), "Bearer")
                : forbidden(error.message());
    }

    /** A request of somebody who may not ask here. */
    static RequestFault forbidden(String message) {
        return new RequestFault(HttpStatus.FORBIDDEN, ErrorCode.FORBIDDEN, message, null);
    }

    private static RequestFault unauthenticated(String message, String challenge) {
        return new RequestFault(
                HttpStatus.UNAUTHORIZED,
                ErrorCode.UNAUTHENTICATED,
                message,
                new HttpField(HttpHeader.WWW_AUTHENTICATE, challenge));
    }

    HttpStatus status() {
        return status;
    }

    FieldError error() {
        return error;
    }

    /** What the answer says besides, null for nothing. */
    @Nullable
    HttpField header() {
        return header;
    }
}
