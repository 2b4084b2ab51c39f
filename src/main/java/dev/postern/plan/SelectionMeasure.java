package dev.postern.plan;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How deep and how wide a parsed document's selections are, fragments included.
 *
 * <p>Each fragment is measured once, so that fragments which spread each other twice cost no more than they are long. It comes
 * before validation, whose time is not linear; a fragment in a circle is left to that.
 */
final class SelectionMeasure {

    private final OperationLimits limits;
    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final Map<String, Size> known = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    private SelectionMeasure(OperationLimits limits, Document document) {
        this.limits = limits;
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.put(fragment.getName(), fragment));
    }

    /**
     * The size of a selection.
     *
     * @param depth of its fields
     * @param fields all of them
     */
    private record Size(long depth, long fields) {

        static final Size NONE = new Size(0, 0);

        Size beside(Size other) {
            return new Size(Math.max(depth, other.depth), sum(fields, other.fields));
        }

        Size below() {
            return new Size(depth + 1, sum(fields, 1));
        }

        private static long sum(long one, long other) {
            var sum = one + other;
            return sum < 0 ? Long.MAX_VALUE : sum;
        }
    }

    /** @throws LimitException when an operation, or a fragment that nobody spreads, is deeper or wider than it may be */
    static void check(OperationLimits limits, Document document) {
        var measure = new SelectionMeasure(limits, document);
        document.getDefinitionsOfType(OperationDefinition.class).forEach(measure::check);
        measure.fragments.values().forEach(fragment -> measure.check("The document is", measure.of(fragment)));
    }

    private void check(OperationDefinition operation) {
        check("The operation is", of(operation.getSelectionSet()));
        var names = new HashSet<String>();
        rootFields(operation.getSelectionSet(), names, new HashSet<>());
        LimitException.require("The operation has", names.size(), "fields at its root", limits.rootFields());
    }

    private void check(String subject, Size size) {
        LimitException.require(subject, size.depth, "levels deep", limits.depth());
        LimitException.require(
                "The operation selects", size.fields, "fields, those of fragments included", limits.fields());
    }

    private Size of(SelectionSet selections) {
        var size = Size.NONE;
        for (Selection<?> selection : selections.getSelections()) {
            size = size.beside(of(selection));
        }
        return size;
    }

    private Size of(Selection<?> selection) {
        return switch (selection) {
            case Field field ->
                field.getSelectionSet() == null
                        ? Size.NONE.below()
                        : of(field.getSelectionSet()).below();
            case InlineFragment inline -> of(inline.getSelectionSet());
            case FragmentSpread spread -> of(fragments.get(spread.getName()));
            default -> throw new IllegalStateException("The specification has no selection like " + selection);
        };
    }

    private Size of(@Nullable FragmentDefinition fragment) {
        if (fragment == null) {
            return Size.NONE;
        }
        var size = known.get(fragment.getName());
        if (size != null) {
            return size;
        }
        if (!open.add(fragment.getName())) {
            return Size.NONE;
        }
        if (open.size() > limits.depth()) {
            throw new LimitException("The document has fragments that spread each other " + open.size()
                    + " deep and more; the most is " + limits.depth() + ".");
        }
        size = of(fragment.getSelectionSet());
        open.remove(fragment.getName());
        known.put(fragment.getName(), size);
        return size;
    }

    private void rootFields(SelectionSet selections, Set<String> names, Set<String> visited) {
        for (Selection<?> selection : selections.getSelections()) {
            switch (selection) {
                case Field field -> names.add(field.getResultKey());
                case InlineFragment inline -> rootFields(inline.getSelectionSet(), names, visited);
                case FragmentSpread spread -> {
                    var fragment = fragments.get(spread.getName());
                    if (fragment != null && visited.add(spread.getName())) {
                        rootFields(fragment.getSelectionSet(), names, visited);
                    }
                }
                default -> throw new IllegalStateException("The specification has no selection like " + selection);
            }
        }
    }
}
