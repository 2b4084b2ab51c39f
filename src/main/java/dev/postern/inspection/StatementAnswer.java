package dev.postern.inspection;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What Postgres says of a statement.
 *
 * @param descriptions of each of its texts, in order
 * @param locks the modes in which preparing them locks tables and views, by name; none when one of them is refused
 */
record StatementAnswer(List<Description> descriptions, Map<String, Set<String>> locks) {

    StatementAnswer {
        descriptions = List.copyOf(descriptions);
        locks = Map.copyOf(locks);
    }

    /** Whether Postgres accepts all of its texts. */
    boolean isAccepted() {
        return descriptions.stream().allMatch(Description.Accepted.class::isInstance);
    }

    /** The tables and views that it writes or locks. */
    Set<String> written() {
        var written = new TreeSet<String>();
        locks.forEach((table, modes) -> {
            if (!modes.equals(Set.of("AccessShareLock"))) {
                written.add(table);
            }
        });
        return written;
    }
}
