package dev.postern;

/** A setting that cannot be; the message says which, and what to do. */
final class SettingException extends RuntimeException {

    SettingException(String message) {
        super(message);
    }
}
