package dev.postern.plan;

import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.VariableReference;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLUnionType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields that a document selects of an object, fragments and conditions resolved.
 *
 * <p>Source: https://spec.graphql.org/October2021/#sec-Field-Collection
 *
 * @param fragments by name
 * @param trueVariables the variables behind {@code @skip} and {@code @include} that are true
 */
record FieldCollector(GraphQLSchema schema, Map<String, FragmentDefinition> fragments, Set<String> trueVariables) {

    /** The fields by response key, in the order in which they stand first. */
    Collection<Selected> collect(GraphQLObjectType type, List<SelectionSet> selections) {
        var fields = new LinkedHashMap<String, List<Field>>();
        var visited = new HashSet<String>();
        selections.forEach(selection -> collect(type, selection, fields, visited));
        return fields.values().stream().map(Selected::new).toList();
    }

    private void collect(
            GraphQLObjectType type, SelectionSet selections, Map<String, List<Field>> fields, Set<String> visited) {
        for (Selection<?> selection : selections.getSelections()) {
            switch (selection) {
                case Field field -> {
                    if (isIncluded(field)) {
                        fields.computeIfAbsent(field.getResultKey(), key -> new ArrayList<>())
                                .add(field);
                    }
                }
                case InlineFragment inline -> {
                    var condition = inline.getTypeCondition();
                    if (isIncluded(inline) && (condition == null || applies(condition.getName(), type))) {
                        collect(type, inline.getSelectionSet(), fields, visited);
                    }
                }
                case FragmentSpread spread -> spread(type, spread, fields, visited);
                default -> throw new IllegalStateException("The specification has no selection like " + selection);
            }
        }
    }

    private void spread(
            GraphQLObjectType type, FragmentSpread spread, Map<String, List<Field>> fields, Set<String> visited) {
        if (!isIncluded(spread) || !visited.add(spread.getName())) {
            return;
        }
        var fragment = fragments.get(spread.getName());
        if (fragment != null && applies(fragment.getTypeCondition().getName(), type)) {
            collect(type, fragment.getSelectionSet(), fields, visited);
        }
    }

    private boolean applies(String condition, GraphQLObjectType type) {
        return switch (schema.getType(condition)) {
            case GraphQLObjectType object -> object.getName().equals(type.getName());
            case GraphQLInterfaceType wider -> schema.isPossibleType(wider, type);
            case GraphQLUnionType union -> schema.isPossibleType(union, type);
            case null -> false;
            default -> false;
        };
    }

    private boolean isIncluded(DirectivesContainer<?> selection) {
        return !isTrue(selection.getDirectives("skip"), false) && isTrue(selection.getDirectives("include"), true);
    }

    private boolean isTrue(List<Directive> directives, boolean otherwise) {
        if (directives.isEmpty()) {
            return otherwise;
        }
        return switch (directives.getFirst().getArgument("if").getValue()) {
            case BooleanValue literal -> literal.isValue();
            case VariableReference variable -> trueVariables.contains(variable.getName());
            default -> otherwise;
        };
    }
}
