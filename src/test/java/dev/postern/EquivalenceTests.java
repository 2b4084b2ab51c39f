package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.testing.equivalence.RandomOperations;
import dev.postern.testing.equivalence.RandomRepresentations;
import dev.postern.testing.equivalence.TwoPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The two paths asked the same: every operation comes to the same answer, the same errors and the same statements.
 *
 * <p>{@code -Dequivalence.operations=} says how many random operations there are, {@code -Dequivalence.seed=} where they
 * begin: the operation that a failure prints is the first one of the seed that it prints, but for what mutations before it
 * changed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EquivalenceTests {

    private static final Path PROJECT = Path.of("src/test/resources/equivalence");
    private static final long SEED = Long.getLong("equivalence.seed", 1);
    private static final int OPERATIONS = Integer.getInteger("equivalence.operations", 1_400);

    private final TwoPaths edges = TwoPaths.over(PROJECT);

    @AfterAll
    void close() {
        edges.close();
    }

    @Test
    void randomOperationsOfTheDemo() {
        try (var paths = TwoPaths.over(Path.of("."))) {
            assertEquals(List.of(), RandomOperations.ofFleet(paths).differences(SEED, OPERATIONS / 5));
        }
    }

    @Test
    void randomOperationsOfEverythingThatIsOdd() {
        assertEquals(List.of(), RandomOperations.ofEdges(edges).differences(SEED, OPERATIONS - OPERATIONS / 5));
    }

    @Test
    void randomRepresentations() {
        try (var paths = TwoPaths.over(Path.of("src/test/resources/cases/federation"))) {
            var bodies = LongStream.range(SEED, SEED + OPERATIONS / 5)
                    .mapToObj(RandomRepresentations::body)
                    .toList();
            assertEquals(List.of(), differences(paths, bodies));
        }
    }

    /** One request a line: names, variables, conditions, faults, and whatever once differed. */
    @Test
    void waysIn() throws IOException {
        requireMended(edges);
        assertEquals(List.of(), differences(edges, Files.readAllLines(PROJECT.resolve("ways-in.jsonl"))));
    }

    private static List<String> differences(TwoPaths paths, List<String> bodies) {
        var differences = new ArrayList<String>();
        for (var body : bodies) {
            var pair = paths.ask(body);
            if (!pair.isEqual()) {
                differences.add("\n" + body + "\n" + pair.difference());
            }
        }
        return differences;
    }

    /** What the reference path once said wrong, in its words of today. */
    private static void requireMended(TwoPaths paths) {
        assertEquals(
                List.of("{\"message\":\"Argument 'first' is Int! and has no value.\",\"locations\":[{\"line\":1,"
                        + "\"column\":22}],\"path\":[\"boxes\"],"
                        + "\"extensions\":{\"code\":\"BAD_USER_INPUT\",\"errorType\":\"BAD_REQUEST\"}}"),
                errors(paths, "query($x: Int = 1) { boxes(first: $x) { id } }", "{\"x\": null}"));
        assertEquals(
                List.of("{\"message\":\"Internal error <id>\",\"path\":[\"node\"],"
                        + "\"extensions\":{\"code\":\"INTERNAL\",\"errorType\":\"INTERNAL\"}}"),
                errors(paths, "{ node(id: 5) { id } }", "{}"));
        assertEquals(
                List.of("{\"message\":\"Variable 'x' is null, and @skip and @include need true or false.\","
                        + "\"extensions\":{\"code\":\"BAD_USER_INPUT\",\"errorType\":\"BAD_REQUEST\"}}"),
                errors(paths, "query($x: Boolean = true) { count @include(if: $x) }", "{\"x\": null}"));
        assertEquals(List.of(), errors(paths, "{ owner(code: \\\"null\\\", zone: 1) { firstBox { id } } }", "{}"));
    }

    private static List<String> errors(TwoPaths paths, String document, String variables) {
        var body = "{\"query\": \"%s\", \"variables\": %s}".formatted(document, variables);
        return paths.ask(body).reference().errors();
    }
}
