package dev.postern.inspection;

import java.sql.SQLException;

/** A database that could not be asked; the message says why. */
public final class InspectionException extends RuntimeException {

    private InspectionException(String message, Throwable cause) {
        super(message, cause);
    }

    static InspectionException of(SQLException failure) {
        return new InspectionException("The database could not be asked: " + failure.getMessage(), failure);
    }
}
