package dev.postern.identity;

/** A request of which nobody can say who asks; the message is for the client. */
public final class UnidentifiedException extends RuntimeException {

    private final Reason reason;

    UnidentifiedException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** Why. */
    public enum Reason {
        /** It says nothing of who asks, and has to. */
        MISSING,
        /** What it says cannot be read, or there is too much of it. */
        MALFORMED,
        /** What it says is not true, or not any more. */
        REFUSED,
        /** It is not known at the moment. */
        UNAVAILABLE
    }

    public Reason reason() {
        return reason;
    }
}
