package dev.postern.statement;

import dev.postern.statement.ParameterDomain.Choice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** The factors of which one is given at the most: what is inside of an input object that is {@code @oneOf}. */
final class Choices {

    private final Map<String, List<Given>> factors;
    private final List<Group> groups = new ArrayList<>();

    Choices(Map<String, List<Given>> factors, Function<String, ParameterDomain> domains) {
        this.factors = factors;
        var byObject = new LinkedHashMap<String, Group>();
        for (var path : factors.keySet()) {
            var choice = domains.apply(path).choice();
            if (choice != null) {
                byObject.computeIfAbsent(choice.object(), object -> new Group(choice, new LinkedHashMap<>()))
                        .members()
                        .put(path, choice.member());
            }
        }
        groups.addAll(byObject.values());
    }

    /**
     * One such object.
     *
     * @param members the member to which each factor belongs
     */
    private record Group(Choice choice, Map<String, String> members) {

        Set<String> given(Map<String, Given> row) {
            var whole = new Case(row);
            var given = new LinkedHashSet<String>();
            members.forEach((path, member) -> {
                if (!whole.of(path).equals(Given.NULL)) {
                    given.add(member);
                }
            });
            return given;
        }

        /** Whether one of the factors is given in any case. */
        boolean isCertain(Map<String, Given> row) {
            var object = row.get(choice.object());
            var isThere = object == null ? !choice.nullable() : !object.equals(Given.NULL);
            return isThere && Set.copyOf(members.values()).equals(choice.members());
        }
    }

    /** Whether every factor can be what it likes. */
    boolean isFree() {
        return groups.isEmpty();
    }

    /** Whether all factors can be what they are in a row, at one time. */
    boolean allow(Map<String, Given> row) {
        return isFree() || nearest(row).equals(row);
    }

    /** The row, or one like it that can be: of several that are given the first one stays. */
    Map<String, Given> nearest(Map<String, Given> row) {
        var nearest = new HashMap<String, Given>(row);
        for (var group : groups) {
            var given = group.given(nearest);
            if (given.size() > 1) {
                var kept = given.iterator().next();
                group.members.forEach((path, member) -> {
                    if (!member.equals(kept)) {
                        nearest.put(path, Given.NULL);
                    }
                });
            } else if (given.isEmpty() && group.isCertain(nearest)) {
                var first = group.members.keySet().iterator().next();
                nearest.put(first, Objects.requireNonNull(factors.get(first)).getLast());
            }
        }
        return nearest;
    }
}
