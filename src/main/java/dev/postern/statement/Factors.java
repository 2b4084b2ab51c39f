package dev.postern.statement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What decides the text of a script: each path that a {@code test} or a {@code foreach} reads, and its values. */
final class Factors {

    private final Map<String, Set<Given>> literals = new LinkedHashMap<>();
    private final Set<String> truths = new LinkedHashSet<>();
    private final Set<String> lists = new LinkedHashSet<>();
    private final Set<String> opaque = new LinkedHashSet<>();
    private final List<PageOrder> orders = new ArrayList<>();

    private Factors() {}

    /**
     * The values of each factor in the order in which the script reads them, the most absent one first.
     *
     * @param domains what a path can be
     */
    static Map<String, List<Given>> of(List<ScriptNode> script, Function<String, ParameterDomain> domains) {
        var factors = new Factors();
        script.forEach(factors::visit);
        var values = new LinkedHashMap<String, List<Given>>();
        for (var path : factors.literals.keySet()) {
            values.put(path, factors.values(path, domains.apply(path)));
        }
        if (!factors.orders.isEmpty()) {
            values.put(PageCase.PATH, PageCase.all(factors.orders));
        }
        return values;
    }

    /** The texts with which each path is compared. */
    static Map<String, Set<String>> comparisons(List<ScriptNode> script) {
        var factors = new Factors();
        script.forEach(factors::visit);
        var comparisons = new LinkedHashMap<String, Set<String>>();
        factors.literals.forEach((path, values) -> values.stream()
                .filter(value -> value.kind() == Given.Kind.LITERAL)
                .forEach(value -> comparisons
                        .computeIfAbsent(path, ignored -> new LinkedHashSet<>())
                        .add(value.text())));
        return comparisons;
    }

    /** What each {@code page.by} says. */
    static List<PageOrder> orders(List<ScriptNode> script) {
        var factors = new Factors();
        script.forEach(factors::visit);
        return List.copyOf(factors.orders);
    }

    private void visit(ScriptNode node) {
        switch (node) {
            case ScriptNode.Text ignored -> {}
            case ScriptNode.Made bind -> Optional.ofNullable(bind.order()).ifPresent(orders::add);
            case ScriptNode.When when -> {
                visit(when.test());
                when.parts().forEach(this::visit);
            }
            case ScriptNode.Choice choice -> {
                choice.whens().forEach(this::visit);
                choice.otherwise().forEach(this::visit);
            }
            case ScriptNode.Each each -> {
                add(each.collection());
                lists.add(each.collection());
                each.parts().forEach(this::visit);
            }
            case ScriptNode.Trimmed trimmed -> trimmed.parts().forEach(this::visit);
        }
    }

    private void visit(Condition condition) {
        switch (condition) {
            case Condition.Both both -> {
                visit(both.left());
                visit(both.right());
            }
            case Condition.Either either -> {
                visit(either.left());
                visit(either.right());
            }
            case Condition.Not not -> visit(not.inner());
            case Condition.Equal equal -> {
                add(equal.path()).add(equal.literal());
                truth(equal.literal(), equal.path());
            }
            case Condition.Truth truth -> {
                add(truth.path());
                truths.add(truth.path());
            }
            case Condition.Longer longer -> {
                add(longer.path());
                lists.add(longer.path());
            }
            case Condition.Opaque unknown -> {
                add(unknown.text());
                opaque.add(unknown.text());
            }
            case Condition.Constant ignored -> {}
        }
    }

    private void truth(Given literal, String path) {
        if (literal.equals(Given.TRUE) || literal.equals(Given.FALSE)) {
            truths.add(path);
        }
    }

    private Set<Given> add(String path) {
        return literals.computeIfAbsent(path, ignored -> new LinkedHashSet<>());
    }

    private List<Given> values(String path, ParameterDomain domain) {
        if (opaque.contains(path)) {
            return List.of(Given.TRUE, Given.FALSE);
        }
        var values = new ArrayList<Given>();
        if (domain.nullable()) {
            values.add(Given.NULL);
        }
        if (lists.contains(path)) {
            values.addAll(List.of(Given.NONE, Given.ONE, Given.TWO));
            return values;
        }
        if (truths.contains(path) || domain.truth()) {
            values.addAll(List.of(Given.FALSE, Given.TRUE));
            return values;
        }
        var named = literals.getOrDefault(path, Set.of()).stream()
                .filter(value -> value.kind() == Given.Kind.LITERAL)
                .toList();
        values.addAll(named);
        var others = domain.labels().isEmpty()
                || domain.labels().stream().map(Given::literal).anyMatch(label -> !named.contains(label));
        if (others) {
            values.add(named.isEmpty() ? Given.SOMETHING : Given.OTHER);
        }
        return values;
    }
}
