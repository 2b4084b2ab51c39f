package dev.postern.statement;

import dev.postern.statement.ScriptText.AbsentListException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

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
        var isCountable = possible <= MOST_CASES;
        var all = new Making(head, places);
        if (isCountable) {
            cases(factors, choices, possible)
                    .takeWhile(ignored -> all.texts.size() <= MOST)
                    .forEach(all::add);
        }
        if (all.hasTried() && all.texts.size() <= MOST) {
            return all.variants(all.texts.size(), List.of());
        }
        var pairs = new Making(head, places);
        PairwiseCases.of(factors, choices).forEach(pairs::add);
        var allowed = isCountable && !choices.isFree()
                ? cases(factors, choices, possible).count()
                : possible;
        return pairs.variants(allowed, List.copyOf(factors.keySet()));
    }

    /** The texts with which a path is compared. */
    Map<String, Set<String>> comparisons() {
        return Factors.comparisons(parts);
    }

    /** The orders that {@code page.by} names. */
    List<PageOrder> orders() {
        return Factors.orders(parts);
    }

    /** Every case that can be, the first factor changing last; each is made when it is asked for. */
    private static Stream<Case> cases(Map<String, List<Given>> factors, Choices choices, long possible) {
        return LongStream.range(0, possible)
                .mapToObj(number -> row(factors, number))
                .filter(choices::allow)
                .map(Case::new);
    }

    /** The values of factors, whose places among their like are the digits of a number. */
    private static Map<String, Given> row(Map<String, List<Given>> factors, long number) {
        var row = new HashMap<String, Given>();
        var rest = number;
        for (var factor : List.copyOf(factors.entrySet()).reversed()) {
            var values = factor.getValue();
            row.put(factor.getKey(), values.get((int) (rest % values.size())));
            rest /= values.size();
        }
        return row;
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

        boolean hasTried() {
            return !texts.isEmpty() || !absentLists.isEmpty();
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
