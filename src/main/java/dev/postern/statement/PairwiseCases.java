package dev.postern.statement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Few cases in which each two values of two factors occur together.
 *
 * <p>Greedy: a case begins with a pair that is still missing and takes in every other one that it has room for.
 */
final class PairwiseCases {

    private final Map<String, List<Given>> factors;
    private final Choices choices;
    private final List<Map<String, Given>> missing = new ArrayList<>();

    private PairwiseCases(Map<String, List<Given>> factors, Choices choices) {
        this.factors = factors;
        this.choices = choices;
    }

    /** The cases; the first has the first value of each factor, the second the last, as far as these can be together. */
    static List<Case> of(Map<String, List<Given>> factors, Choices choices) {
        return new PairwiseCases(factors, choices).run();
    }

    private List<Case> run() {
        var names = List.copyOf(factors.keySet());
        for (int i = 0; i < names.size(); i++) {
            for (var other : names.subList(i + 1, names.size())) {
                pairs(names.get(i), other);
            }
        }
        var cases = new ArrayList<Case>();
        cases.add(cover(first()));
        cases.add(cover(last()));
        while (!missing.isEmpty()) {
            var pair = missing.getFirst();
            cases.add(cover(next()));
            missing.remove(pair);
        }
        return cases;
    }

    private void pairs(String left, String right) {
        for (var one : values(left)) {
            values(right).forEach(other -> missing.add(Map.of(left, one, right, other)));
        }
    }

    private Map<String, Given> next() {
        var row = new HashMap<String, Given>(missing.getFirst());
        for (var pair : missing) {
            if (fits(pair, row)) {
                take(pair, row);
            }
        }
        factors.forEach((name, values) -> row.putIfAbsent(name, values.getFirst()));
        return row;
    }

    /** A pair that cannot be with what is there is left for another case. */
    private void take(Map<String, Given> pair, Map<String, Given> row) {
        var longer = new HashMap<String, Given>(row);
        longer.putAll(pair);
        if (choices.nearest(longer).entrySet().containsAll(longer.entrySet())) {
            row.putAll(pair);
        }
    }

    private static boolean fits(Map<String, Given> pair, Map<String, Given> row) {
        return pair.entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(row.getOrDefault(entry.getKey(), entry.getValue())));
    }

    private Case cover(Map<String, Given> row) {
        var possible = choices.nearest(row);
        missing.removeIf(pair -> fits(pair, possible));
        return new Case(possible);
    }

    private Map<String, Given> first() {
        var row = new LinkedHashMap<String, Given>();
        factors.forEach((name, values) -> row.put(name, values.getFirst()));
        return row;
    }

    private Map<String, Given> last() {
        var row = new LinkedHashMap<String, Given>();
        factors.forEach((name, values) -> row.put(name, values.getLast()));
        return row;
    }

    private List<Given> values(String name) {
        return factors.getOrDefault(name, List.of());
    }
}
