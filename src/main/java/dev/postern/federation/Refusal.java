package dev.postern.federation;

/** The end of the reading of one representation; the message is a sentence for the client. */
final class Refusal extends RuntimeException {

    Refusal(String message) {
        super(message, null, false, false);
    }

    /** The sentence. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
