package dev.postern.rate;

/** Somebody of whom it cannot be counted at the moment how much they ask for. */
public final class UncountedException extends RuntimeException {

    UncountedException(Throwable cause) {
        super("it cannot be counted who asks for how much: " + cause.getMessage(), cause);
    }
}
