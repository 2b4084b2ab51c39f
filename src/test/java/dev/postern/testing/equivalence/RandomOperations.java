package dev.postern.testing.equivalence;

import dev.postern.testing.Gateway;
import graphql.ExecutionInput;
import graphql.ParseAndValidate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Random operations, asked of both paths one after the other. */
public final class RandomOperations {

    /** A failure shows the first ones; more would hide them. */
    private static final int SHOWN = Integer.getInteger("equivalence.shown", 5);

    private final TwoPaths paths;
    private final Map<String, List<Object>> pools;

    private RandomOperations(TwoPaths paths, Map<String, List<Object>> pools) {
        this.paths = paths;
        this.pools = pools;
    }

    /** Over the demo. */
    public static RandomOperations ofFleet(TwoPaths paths) {
        return new RandomOperations(paths, Pools.fleet());
    }

    /** Over the project of edge cases. */
    public static RandomOperations ofEdges(TwoPaths paths) {
        return new RandomOperations(paths, Pools.edges());
    }

    /** What differs, each with its operation and its seed; operations that change something keep their order. */
    public List<String> differences(long seed, int operations) {
        var today = LocalDate.now(ZoneOffset.UTC).toString();
        var differences = new ArrayList<String>();
        for (long at = seed; at < seed + operations && differences.size() < SHOWN; at++) {
            var operation = operation(at);
            requireValid(at, operation);
            var pair = paths.ask(operation).without(today);
            if (!pair.isEqual()) {
                differences.add(difference(at, operation, pair));
            }
        }
        return differences;
    }

    private Operation operation(long seed) {
        var generator = new OperationGenerator(paths.schema(), seed, pools);
        return seed % 8 == 0 ? generator.mutation() : generator.query();
    }

    private void requireValid(long seed, Operation operation) {
        var input = ExecutionInput.newExecutionInput(operation.document()).build();
        var read = ParseAndValidate.parseAndValidate(paths.schema(), input);
        if (read.isFailure()) {
            throw new IllegalStateException("seed " + seed + ": " + read.getErrors() + "\n" + operation.document());
        }
    }

    private static String difference(long seed, Operation operation, TwoPaths.Pair pair) {
        return """

                seed %d: %s
                variables: %s
                %s
                """.formatted(
                seed, operation.document(), Gateway.JSON.writeValueAsString(operation.variables()), pair.difference());
    }
}
