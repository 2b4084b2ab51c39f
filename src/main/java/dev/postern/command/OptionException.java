package dev.postern.command;

/** A command line that cannot be; the message says why. */
final class OptionException extends RuntimeException {

    OptionException(String message) {
        super(message);
    }
}
