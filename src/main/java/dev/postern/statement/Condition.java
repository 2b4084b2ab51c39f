package dev.postern.statement;

/**
 * A {@code test} as far as its outcome follows from what its paths are; immutable.
 *
 * <p>{@code filter.flag != null and orderBy == 'NEWEST'} is a {@link Both} of two {@link Equal}s, one of them behind a
 * {@link Not}. What is not understood, a method call for instance, is {@link Opaque}: true or false as it pleases.
 */
sealed interface Condition {

    record Both(Condition left, Condition right) implements Condition {}

    record Either(Condition left, Condition right) implements Condition {}

    record Not(Condition inner) implements Condition {}

    /**
     * Whether a path has a value.
     *
     * @param literal {@code null}, {@code true}, {@code false}, or a string's or a number's text
     */
    record Equal(String path, Given literal) implements Condition {}

    /** A path on its own. */
    record Truth(String path) implements Condition {}

    /** Whether a collection has more entries than this. */
    record Longer(String path, int size) implements Condition {}

    /** Something else. */
    record Opaque(String text) implements Condition {}

    record Constant(boolean value) implements Condition {}
}
