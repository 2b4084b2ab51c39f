package dev.postern.execution;

/** An answer that no array can hold. */
final class AnswerTooLargeException extends RuntimeException {

    AnswerTooLargeException() {
        super("the answer is larger than 2 GiB");
    }
}
