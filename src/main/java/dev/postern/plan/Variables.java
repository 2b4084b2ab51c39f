package dev.postern.plan;

import graphql.language.Node;
import graphql.language.VariableReference;

/** The variables that a literal holds. */
final class Variables {

    private Variables() {}

    static boolean in(Node<?> node) {
        return node instanceof VariableReference || node.getChildren().stream().anyMatch(Variables::in);
    }
}
