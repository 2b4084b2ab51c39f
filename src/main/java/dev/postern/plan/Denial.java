package dev.postern.plan;

import dev.postern.identity.Caller;
import dev.postern.schema.Requirement;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a caller does not meet.
 *
 * @param unmet of what an operation's fields ask
 * @param isKnown whether it is known who that is
 */
record Denial(Set<Requirement> unmet, boolean isKnown) {

    static final Denial NONE = new Denial(Set.of(), true);

    static Denial of(Caller caller, Set<Requirement> asked) {
        var unmet = asked.stream()
                .filter(one -> !one.isMetBy(caller.isAuthenticated(), caller.scopes(), caller.policies()))
                .collect(Collectors.toUnmodifiableSet());
        return unmet.isEmpty() ? NONE : new Denial(unmet, caller.isAuthenticated());
    }

    boolean concerns(Set<Requirement> asked) {
        return asked.stream().anyMatch(unmet::contains);
    }
}
