package dev.postern.server;

import org.springframework.http.HttpStatus;

/** A request that holds no operation; the message is for the client. */
final class RequestFault extends RuntimeException {

    private final transient HttpStatus status;

    RequestFault(HttpStatus status, String message) {
        super(message);
        this.status = status;
    }

    HttpStatus status() {
        return status;
    }
}
