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
    private final List<Map<String, Given>> missing = new ArrayList<>();

    private PairwiseCases(Map<String, List<Given>> factors) {
        this.factors = factors;
    }

    /** The cases; the first has the first value of each factor, the second the last. */
    static List<Case> of(Map<String, List<Given>> factors) {
        return new PairwiseCases(factors).run();
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
            cases.add(cover(next()));
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
                row.putAll(pair);
            }
        }
        factors.forEach((name, values) -> row.putIfAbsent(name, values.getFirst()));
        return row;
    }

    private static boolean fits(Map<String, Given> pair, Map<String, Given> row) {
        return pair.entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(row.getOrDefault(entry.getKey(), entry.getValue())));
    }

    private Case cover(Map<String, Given> row) {
        missing.removeIf(pair -> fits(pair, row));
        return new Case(row);
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
