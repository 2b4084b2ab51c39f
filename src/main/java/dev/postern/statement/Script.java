package dev.postern.statement;

import dev.postern.statement.ScriptText.AbsentListException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A statement's script as a tree, for whoever wants to know every text that can come of it.
 *
 * @param parts its SQL and elements, includes in their places
 */
record Script(List<ScriptNode> parts) {

    /** The most texts that are all made; beyond it, each two values of two factors are made to meet. */
    static final int MOST = 64;

    private static final int MOST_CASES = 4096;

    Script {
        parts = List.copyOf(parts);
    }

    /**
     * The texts.
     *
     * @param head put before each
     * @param domains what a path can be
     */
    StatementVariants variants(String head, RunPlaces places, Function<String, ParameterDomain> domains) {
        var factors = Factors.of(parts, domains);
        var choices = new Choices(factors, domains);
        var possible = factors.values().stream()
                .mapToLong(List::size)
                .reduce(1, (left, right) -> left > MOST_CASES ? left : left * right);
        var every = possible > MOST_CASES ? List.<Case>of() : cases(factors, choices);
        var all = new Making(head, places);
        every.stream().takeWhile(ignored -> all.texts.size() <= MOST).forEach(all::add);
        if (!every.isEmpty() && all.texts.size() <= MOST) {
            return all.variants(all.texts.size(), List.of());
        }
        var pairs = new Making(head, places);
        PairwiseCases.of(factors, choices).forEach(pairs::add);
        return pairs.variants(every.isEmpty() ? possible : every.size(), List.copyOf(factors.keySet()));
    }

    /** The texts with which a path is compared. */
    Map<String, Set<String>> comparisons() {
        return Factors.comparisons(parts);
    }

    /** The orders that {@code page.by} names. */
    List<PageOrder> orders() {
        return Factors.orders(parts);
    }

    /** Every case that can be, the first factor changing last. */
    private static List<Case> cases(Map<String, List<Given>> factors, Choices choices) {
        List<Map<String, Given>> rows = List.of(Map.of());
        for (var factor : factors.entrySet()) {
            var longer = new ArrayList<Map<String, Given>>();
            for (var row : rows) {
                factor.getValue().forEach(value -> {
                    var next = new LinkedHashMap<String, Given>(row);
                    next.put(factor.getKey(), value);
                    longer.add(next);
                });
            }
            rows = longer;
        }
        return rows.stream().filter(choices::allow).map(Case::new).toList();
    }

    private final class Making {

        private final String head;
        private final RunPlaces places;
        private final Map<String, StatementVariant> texts = new LinkedHashMap<>();
        private final Set<String> absentLists = new LinkedHashSet<>();

        Making(String head, RunPlaces places) {
            this.head = head;
            this.places = places;
        }

        void add(Case given) {
            try {
                var variant = new StatementVariant(head, ScriptText.of(parts, given), given, places);
                texts.putIfAbsent(variant.sqlWithPaths(), variant);
            } catch (AbsentListException absent) {
                absentLists.add(absent.collection());
            }
        }

        StatementVariants variants(long possible, List<String> paired) {
            return new StatementVariants(List.copyOf(texts.values()), possible, paired, absentLists);
        }
    }
}
