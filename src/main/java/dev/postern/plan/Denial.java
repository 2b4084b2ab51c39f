package dev.postern.plan;

import dev.postern.identity.Caller;
import dev.postern.plan.GivenInput.Asking;
import dev.postern.plan.GivenInput.Place;
import dev.postern.schema.InputRules.Given;
import dev.postern.schema.Requirement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a caller does not meet.
 *
 * @param unmet of what an operation's fields ask
 * @param inputs by place the first thing that the caller has given there and may not give
 * @param isKnown whether it is known who that is
 */
record Denial(Set<Requirement> unmet, Map<Place, String> inputs, boolean isKnown) {

    static final Denial NONE = new Denial(Set.of(), Map.of(), true);

    Denial {
        unmet = Set.copyOf(unmet);
        inputs = Map.copyOf(inputs);
    }

    /**
     * That of a caller.
     *
     * @param asked of whoever is answered all fields
     * @param asking what was given that asks for something
     */
    static Denial of(Caller caller, Set<Requirement> asked, List<Asking> asking) {
        var unmet = asked.stream().filter(one -> !isMet(caller, one)).collect(Collectors.toUnmodifiableSet());
        var inputs = new HashMap<Place, String>();
        for (var one : asking) {
            one.given().stream()
                    .filter(given -> given.asked().stream().anyMatch(requirement -> !isMet(caller, requirement)))
                    .findFirst()
                    .map(Given::coordinate)
                    .ifPresent(refused -> inputs.put(one.place(), refused));
        }
        return unmet.isEmpty() && inputs.isEmpty() ? NONE : new Denial(unmet, inputs, caller.isAuthenticated());
    }

    private static boolean isMet(Caller caller, Requirement requirement) {
        return requirement.isMetBy(caller.isAuthenticated(), caller.scopes(), caller.policies());
    }

    /**
     * What of a field is refused.
     *
     * @param asked of whoever is answered it
     * @return the coordinate of the field, or of what was given to it; null for a field that is answered
     */
    @Nullable
    String refused(Place place, Set<Requirement> asked) {
        return asked.stream().anyMatch(unmet::contains) ? place.coordinate() : inputs.get(place);
    }
}
