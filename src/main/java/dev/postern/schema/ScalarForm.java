package dev.postern.schema;

import graphql.language.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a scalar takes and gives.
 *
 * <p>Null stands for a value that it does not; nulls themselves never come here.
 */
interface ScalarForm {

    /** What it takes, to end the sentence "expected …". */
    String expected();

    /** What is bound to a statement for a value from JSON or from a literal. */
    @Nullable
    Object read(Object input);

    /** What JSON shows for Postgres's text, a number, or what a Java data fetcher returned. */
    @Nullable
    Object write(Object value);

    /** Whether a literal of this kind can be one at all; {@code 1.0} is no Int. */
    default boolean takes(Value<?> literal) {
        return true;
    }
}
