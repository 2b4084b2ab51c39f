package dev.postern.execution;

/** A key that its client has used for another request; the message is for the client. */
public final class KeyReusedException extends RuntimeException {

    KeyReusedException() {
        super(
                "The Idempotency-Key was used for another request: a new one is expected for each, and the same for the same"
                        + " document, operation and variables only.",
                null,
                false,
                false);
    }
}
