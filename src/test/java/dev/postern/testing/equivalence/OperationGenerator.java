package dev.postern.testing.equivalence;

import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One random operation: aliases, merged fields, fragments in fragments, conditions, arguments of every form.
 *
 * <p>It is valid because a response key means one field with one text of arguments everywhere in the operation. To be
 * used once.
 */
final class OperationGenerator {

    private static final int DEPTH = 6;

    private final GraphQLSchema schema;
    private final Random random;
    private final VariableStore variables = new VariableStore();
    private final ArgumentGenerator arguments;
    private final Map<String, String> keys = new HashMap<>();
    private final Map<String, List<Use>> uses = new HashMap<>();
    private final List<String> fragments = new ArrayList<>();
    private final Map<String, List<String>> fragmentNames = new HashMap<>();
    private int budget;

    OperationGenerator(GraphQLSchema schema, long seed, Map<String, List<Object>> pools) {
        this.schema = schema;
        this.random = new Random(seed);
        this.arguments = new ArgumentGenerator(random, new ValueGenerator(random, pools), variables);
        this.budget = 3 + random.nextInt(25);
    }

    /** A field that was selected: what may be selected again, and merges. */
    private record Use(String keyed, GraphQLFieldDefinition definition) {}

    Operation query() {
        return operation("query", schema.getQueryType());
    }

    Operation mutation() {
        var type = schema.getMutationType();
        return operation("mutation", type == null ? schema.getQueryType() : type);
    }

    private Operation operation(String kind, GraphQLObjectType root) {
        var selection = selection(root, 0);
        var document = kind + " Random" + variables.definitions() + " " + selection + String.join("", fragments);
        return Operation.of(document, variables.values());
    }

    private String selection(GraphQLCompositeType type, int depth) {
        var parts = new ArrayList<String>();
        for (int i = random.nextInt(depth == 0 ? 4 : 5); i >= 0; i--) {
            parts.add(part(type, depth));
        }
        return "{ " + String.join(" ", parts) + " }";
    }

    private String part(GraphQLCompositeType type, int depth) {
        var chance = random.nextInt(100);
        var fields = type instanceof GraphQLFieldsContainer container ? container : null;
        if (chance < 6 || (budget <= 0 && fields == null)) {
            return (chance < 2 ? keyed("kind", "__typename", "String!") : "__typename") + conditions();
        }
        if (depth < DEPTH + 2 && budget > 0) {
            var narrow = fields == null || fields instanceof GraphQLInterfaceType ? 60 : 10;
            if (fields == null || chance < narrow) {
                return random.nextInt(3) == 0 ? spread(type, depth) : inline(type, depth);
            }
        }
        return fields == null ? "__typename" : field(fields, depth);
    }

    private String inline(GraphQLCompositeType type, int depth) {
        if (random.nextInt(6) == 0) {
            return "..." + conditions() + " " + selection(type, depth + 1);
        }
        var narrower = overlapping(type);
        return "... on " + narrower.getName() + conditions() + " " + selection(narrower, depth + 1);
    }

    private String spread(GraphQLCompositeType type, int depth) {
        var narrower = overlapping(type);
        var known = fragmentNames.getOrDefault(narrower.getName(), List.of());
        if (!known.isEmpty() && random.nextBoolean()) {
            return "..." + known.get(random.nextInt(known.size())) + conditions();
        }
        var selection = selection(narrower, depth + 1);
        var name = "F" + (fragments.size() + 1);
        fragments.add("\nfragment " + name + " on " + narrower.getName() + " " + selection);
        fragmentNames
                .computeIfAbsent(narrower.getName(), key -> new ArrayList<>())
                .add(name);
        return "..." + name + conditions();
    }

    /** A type of which some objects may stand where this one may. */
    private GraphQLCompositeType overlapping(GraphQLCompositeType type) {
        var possible = possible(type);
        var types = schema.getAllTypesAsList().stream()
                .filter(GraphQLCompositeType.class::isInstance)
                .map(GraphQLCompositeType.class::cast)
                .filter(other -> !Collections.disjoint(possible, possible(other)))
                .toList();
        return types.get(random.nextInt(types.size()));
    }

    private Set<String> possible(GraphQLCompositeType type) {
        return switch (type) {
            case GraphQLInterfaceType wider -> names(schema.getImplementations(wider));
            case GraphQLUnionType union -> names(union.getTypes());
            default -> Set.of(type.getName());
        };
    }

    private static Set<String> names(List<? extends GraphQLNamedType> types) {
        return types.stream().map(GraphQLNamedType::getName).collect(Collectors.toSet());
    }

    private String field(GraphQLFieldsContainer type, int depth) {
        budget--;
        var known = uses.getOrDefault(type.getName(), List.of());
        var use =
                !known.isEmpty() && random.nextInt(6) == 0 ? known.get(random.nextInt(known.size())) : use(type, depth);
        var inner = GraphQLTypeUtil.unwrapAll(use.definition.getType());
        return use.keyed
                + conditions()
                + (inner instanceof GraphQLCompositeType composite ? " " + selection(composite, depth + 1) : "");
    }

    private Use use(GraphQLFieldsContainer type, int depth) {
        var leavesOnly = (depth >= DEPTH || budget <= 0) && depth > 0;
        var fields = type.getFieldDefinitions().stream()
                .filter(field ->
                        !leavesOnly || !(GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLCompositeType))
                .toList();
        var objects = fields.stream()
                .filter(field -> GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLCompositeType)
                .toList();
        var all = fields.isEmpty() ? type.getFieldDefinitions() : fields;
        var candidates = objects.isEmpty() || random.nextBoolean() ? all : objects;
        var definition = candidates.get(random.nextInt(candidates.size()));
        var call = definition.getName() + arguments.arguments(definition.getArguments());
        var keyed = keyed(definition.getName(), call, GraphQLTypeUtil.simplePrint(definition.getType()));
        var use = new Use(keyed, definition);
        uses.computeIfAbsent(type.getName(), key -> new ArrayList<>()).add(use);
        return use;
    }

    /** A field with its response key: its own name, or an alias that means nothing else yet. */
    private String keyed(String name, String call, String type) {
        var key = random.nextInt(4) == 0 ? "a" + random.nextInt(4) : name;
        var meaning = call + " " + type;
        while (!keys.computeIfAbsent(key, free -> meaning).equals(meaning)) {
            key = name + "_" + random.nextInt(1000);
        }
        return call.equals(key) || call.startsWith(key + "(") ? call : key + ": " + call;
    }

    private String conditions() {
        return switch (random.nextInt(24)) {
            case 0 -> " @include(if: " + arguments.condition() + ")";
            case 1 -> " @skip(if: " + arguments.condition() + ")";
            case 2 -> " @skip(if: " + arguments.condition() + ") @include(if: " + arguments.condition() + ")";
            default -> "";
        };
    }
}
