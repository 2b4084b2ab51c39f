package dev.postern.plan;

/** An operation that only the reference path can answer; the message says why. */
final class NotPlannedException extends RuntimeException {

    NotPlannedException(String reason) {
        super(reason, null, false, false);
    }
}
