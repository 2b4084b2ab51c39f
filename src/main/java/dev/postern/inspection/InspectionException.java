package dev.postern.inspection;

/** A database that could not be asked; the message says why. */
public final class InspectionException extends RuntimeException {

    InspectionException(String message, Throwable cause) {
        super(message, cause);
    }
}
