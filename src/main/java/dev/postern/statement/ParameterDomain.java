package dev.postern.statement;

import java.util.Set;

/**
 * What a parameter can be, as far as whoever gives it has said.
 *
 * @param nullable whether it may be absent
 * @param labels every value that it can have, empty when there is no telling
 * @param truth whether it is true or false
 */
public record ParameterDomain(boolean nullable, Set<String> labels, boolean truth) {

    /** Nothing is known. */
    public static final ParameterDomain ANY = new ParameterDomain(true, Set.of(), false);

    public ParameterDomain {
        labels = Set.copyOf(labels);
    }
}
