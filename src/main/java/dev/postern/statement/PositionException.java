package dev.postern.statement;

/** A position that is none in the order that the statement has for this request. */
public final class PositionException extends RuntimeException {

    private final String argument;

    PositionException(String argument) {
        super("'" + argument + "' is of another order");
        this.argument = argument;
    }

    /** The argument that gave it, {@code after} or {@code before}. */
    public String argument() {
        return argument;
    }
}
