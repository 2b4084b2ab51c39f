package dev.postern.inspection;

import java.sql.SQLException;

/** A database that could not be asked; the message says why. */
public final class InspectionException extends RuntimeException {

    private InspectionException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A pool only says that it has no connection, and the driver why. */
    static InspectionException of(SQLException failure) {
        var driversOwn = failure.getCause() instanceof SQLException own ? own : failure;
        return new InspectionException("The database could not be asked: " + driversOwn.getMessage(), failure);
    }
}
