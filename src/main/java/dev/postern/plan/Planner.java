package dev.postern.plan;

import dev.postern.binding.Bindings;
import dev.postern.binding.FieldBinding;
import dev.postern.binding.PageArguments;
import dev.postern.binding.PagePart;
import dev.postern.schema.AccessRules;
import dev.postern.schema.Requirement;
import dev.postern.schema.Transactions;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.execution.ValuesResolver;
import graphql.language.Argument;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The making of one plan from a valid operation. */
final class Planner {

    private static final String TYPENAME = "__typename";

    private final Bindings bindings;
    private final FieldCollector collector;
    private final Map<Selection, ObjectPlan> objects = new HashMap<>();
    private final AccessRules rules;
    private final Denial denial;
    private final Set<Requirement> asked = new HashSet<>();
    private final List<GivenInput> inputs = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private @Nullable String obstacle;

    Planner(Bindings bindings, AccessRules rules, Denial denial, FieldCollector collector) {
        this.bindings = bindings;
        this.rules = rules;
        this.denial = denial;
        this.collector = collector;
    }

    /**
     * What makes two selections of objects the same.
     *
     * @param selections equal by identity, as graphql-java's nodes are
     */
    private record Selection(String typeName, List<SelectionSet> selections) {}

    /**
     * What was made of an operation.
     *
     * @param plan all of it; where there is an obstacle, good for counting statements only
     * @param obstacle why only the reference path can answer, null when there is no reason
     * @param asked of whoever is answered all of it
     * @param inputs to which something may be given that asks for more
     * @param refusals the fields that are not answered
     */
    record Made(
            Plan plan,
            @Nullable String obstacle,
            Set<Requirement> asked,
            List<GivenInput> inputs,
            List<Refusal> refusals) {}

    Made plan(GraphQLObjectType rootType, OperationDefinition operation) {
        var plan = whole(rootType, operation);
        return new Made(plan, obstacle, Set.copyOf(asked), List.copyOf(inputs), List.copyOf(refusals));
    }

    private Plan whole(GraphQLObjectType rootType, OperationDefinition operation) {
        var root = object(rootType, List.of(operation.getSelectionSet()));
        if (operation.getOperation() != Operation.MUTATION) {
            return new Plan(root, List.of(StagePlanner.stage(root, root.fields())), Transactions.EACH_FIELD);
        }
        var stages = new ArrayList<Plan.Stage>();
        root.fields().forEach(field -> stages.add(StagePlanner.stage(root, List.of(field))));
        return new Plan(root, stages, Transactions.of(operation));
    }

    private ObjectPlan object(GraphQLObjectType type, List<SelectionSet> selections) {
        var selection = new Selection(type.getName(), selections);
        var known = objects.get(selection);
        if (known != null) {
            return known;
        }
        var fields = new ArrayList<FieldPlan>();
        for (var selected : collector.collect(type, selections)) {
            fields.add(field(type, selected, fields.size()));
        }
        var plan = new ObjectPlan(type.getName(), fields, bindings.entities(type.getName()));
        objects.put(selection, plan);
        return plan;
    }

    private FieldPlan field(GraphQLObjectType type, Selected selected, int position) {
        if (selected.name().equals(TYPENAME)) {
            return unbound(selected, position);
        }
        var definition = type.getFieldDefinition(selected.name());
        if (definition == null) {
            obstacle = "introspection";
            return unbound(selected, position);
        }
        var coordinate = type.getName() + "." + selected.name();
        var required = rules.of(coordinate);
        asked.addAll(required);
        var place = new GivenInput.Place(coordinate, selected.first());
        if (rules.inputs().mayAsk(coordinate, definition, selected.arguments())) {
            inputs.add(new GivenInput(place, definition));
        }
        var refused = denial.refused(place, required);
        if (refused != null) {
            return refused(selected, position, definition, refused);
        }
        var binding = bindings.byCoordinate().get(coordinate);
        if (binding == null || binding instanceof FieldBinding.Java) {
            obstacle = "Java answers " + coordinate;
        }
        var typePlan = type(definition.getType(), selected.below());
        if (binding instanceof FieldBinding.Entities entities) {
            java(entities, typePlan);
        }
        var given = arguments(definition.getArguments(), selected.arguments());
        return new FieldPlan(
                selected, position, binding, typePlan, given, totals(definition, selected, typePlan, coordinate), null);
    }

    private void java(FieldBinding.Entities entities, TypePlan type) {
        for (var object : type.objects()) {
            var entity = entities.types().get(object.typeName());
            if (entity != null && entity.java() && !object.fields().isEmpty()) {
                obstacle = "Java brings objects of " + object.typeName();
            }
        }
    }

    private List<FieldPlan> totals(
            GraphQLFieldDefinition definition, Selected selected, TypePlan type, String coordinate) {
        var total = bindings.totals().get(coordinate);
        if (total == null || !(type instanceof TypePlan.Concrete connection)) {
            return List.of();
        }
        var arguments = arguments(
                definition.getArguments().stream()
                        .filter(argument -> !PageArguments.contains(argument.getName()))
                        .toList(),
                selected.arguments().stream()
                        .filter(argument -> !PageArguments.contains(argument.getName()))
                        .toList());
        return connection.object().fields().stream()
                .filter(field -> field.shows(PagePart.TOTAL_COUNT))
                .map(field -> field.counted(total, arguments))
                .toList();
    }

    /** Nothing runs for it, and nothing below it. */
    private FieldPlan refused(Selected selected, int position, GraphQLFieldDefinition definition, String coordinate) {
        var refusal = new Refusal(coordinate, denial.isKnown());
        refusals.add(refusal);
        var leaf = new TypePlan.Leaf(graphql.Scalars.GraphQLString, GraphQLTypeUtil.isNonNull(definition.getType()));
        return new FieldPlan(selected, position, null, leaf, ArgumentPlan.Fixed.NONE, List.of(), refusal);
    }

    private static FieldPlan unbound(Selected selected, int position) {
        var leaf = new TypePlan.Leaf(graphql.Scalars.GraphQLString, true);
        return new FieldPlan(selected, position, null, leaf, ArgumentPlan.Fixed.NONE, List.of(), null);
    }

    private static ArgumentPlan arguments(List<GraphQLArgument> definitions, List<Argument> arguments) {
        if (definitions.isEmpty()) {
            return ArgumentPlan.Fixed.NONE;
        }
        var varies = arguments.stream().anyMatch(argument -> Variables.in(argument.getValue()));
        return varies
                ? new ArgumentPlan.Varying(definitions, arguments)
                : new ArgumentPlan.Fixed(Collections.unmodifiableMap(ValuesResolver.getArgumentValues(
                        definitions,
                        arguments,
                        CoercedVariables.emptyVariables(),
                        GraphQLContext.getDefault(),
                        Locale.ROOT)));
    }

    private TypePlan type(GraphQLOutputType type, List<SelectionSet> below) {
        var nonNull = type instanceof GraphQLNonNull;
        GraphQLType nullable = GraphQLTypeUtil.unwrapNonNull(type);
        return switch (nullable) {
            case GraphQLList list ->
                new TypePlan.ListOf(type((GraphQLOutputType) list.getWrappedType(), below), nonNull);
            case GraphQLObjectType object -> new TypePlan.Concrete(object(object, below), nonNull);
            case GraphQLInterfaceType wider ->
                new TypePlan.Abstract(
                        wider.getName(), possible(collector.schema().getImplementations(wider), below), nonNull);
            case GraphQLUnionType union ->
                new TypePlan.Abstract(union.getName(), possible(union.getTypes(), below), nonNull);
            default -> new TypePlan.Leaf((GraphQLOutputType) nullable, nonNull);
        };
    }

    private Map<String, ObjectPlan> possible(List<? extends GraphQLType> types, List<SelectionSet> below) {
        var possible = new HashMap<String, ObjectPlan>();
        for (var type : types) {
            if (type instanceof GraphQLObjectType object) {
                possible.put(object.getName(), object(object, below));
            }
        }
        return possible;
    }
}
