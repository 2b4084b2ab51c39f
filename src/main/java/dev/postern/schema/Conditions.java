package dev.postern.schema;

import graphql.language.Directive;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.language.VariableReference;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The variables that decide whether a selection is part of an operation. */
public final class Conditions {

    private final Map<String, FragmentDefinition> fragments;
    private final Set<String> visited = new HashSet<>();
    private final Set<String> variables = new HashSet<>();

    private Conditions(Map<String, FragmentDefinition> fragments) {
        this.fragments = fragments;
    }

    /**
     * The names of the variables behind {@code @skip} and {@code @include} in an operation and the fragments that it spreads.
     *
     * @param fragments of the document, by name
     */
    public static Set<String> variablesIn(OperationDefinition operation, Map<String, FragmentDefinition> fragments) {
        var conditions = new Conditions(fragments);
        conditions.collect(operation);
        return conditions.variables;
    }

    private void collect(Node<?> node) {
        if (node instanceof Directive directive) {
            collect(directive);
        }
        if (node instanceof FragmentSpread spread && visited.add(spread.getName())) {
            var fragment = fragments.get(spread.getName());
            if (fragment != null) {
                collect(fragment);
            }
        }
        node.getChildren().forEach(this::collect);
    }

    private void collect(Directive directive) {
        var isCondition =
                directive.getName().equals("skip") || directive.getName().equals("include");
        if (isCondition && directive.getArgument("if").getValue() instanceof VariableReference variable) {
            variables.add(variable.getName());
        }
    }
}
