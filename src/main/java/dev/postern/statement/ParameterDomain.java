package dev.postern.statement;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a parameter can be, as far as whoever gives it has said.
 *
 * @param nullable whether it may be absent
 * @param labels every value that it can have, empty when there is no telling
 * @param truth whether it is true or false
 * @param choice of which it is part, null for none
 */
public record ParameterDomain(
        boolean nullable,
        Set<String> labels,
        boolean truth,
        @Nullable Choice choice) {

    /** Nothing is known. */
    public static final ParameterDomain ANY = new ParameterDomain(true, Set.of(), false, null);

    public ParameterDomain {
        labels = Set.copyOf(labels);
    }

    /**
     * An input object of whose members exactly one is given.
     *
     * @param object its path, {@code by}
     * @param member the path of the member which the parameter is, or inside of which it is: {@code by.id}
     * @param members the paths of all of them
     * @param nullable whether the object may be absent
     */
    public record Choice(String object, String member, Set<String> members, boolean nullable) {

        public Choice {
            members = Set.copyOf(members);
        }
    }
}
