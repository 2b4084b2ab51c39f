package dev.postern.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.identity.Caller;
import dev.postern.statement.StatementRun;
import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlansTests {

    private static final Path PROJECT = Path.of("src/test/resources/growth");
    private static final String DOCUMENT =
            "query ($first: Int!, $deep: Boolean! = true) { rows(first: $first) { id parts @include(if: $deep) { label } } }";

    private final Gateway gateway = Gateway.start(PROJECT, TestServer.migrated(PROJECT));
    private final Plans plans = gateway.plans();

    @AfterAll
    void close() {
        gateway.close();
    }

    @Test
    void aDocumentIsPlannedOnce() {
        var first = plan(DOCUMENT, Map.of("first", 1));
        assertSame(first, plan(new String(DOCUMENT.toCharArray()), Map.of("first", 2)));
        assertNotSame(first, plan(DOCUMENT + " ", Map.of("first", 1)));
    }

    /** Who subscribes shares the runs of those who have the same plan. */
    @Test
    void whoAsksForADocumentAtTheSameTimeIsGivenOnePlan() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int number = 0; number < 100; number++) {
                var document = DOCUMENT + " # one of " + number;
                var made = Collections.newSetFromMap(new IdentityHashMap<Plan, Boolean>());
                Callable<Plan> asking = () -> plan(document, Map.of("first", 1));
                for (var plan : threads.invokeAll(Collections.nCopies(8, asking))) {
                    made.add(plan.get());
                }
                assertEquals(1, made.size());
            }
        }
    }

    @Test
    void eachCombinationOfConditionsIsPlannedOnce() {
        var shallow = plan(DOCUMENT, Map.of("first", 1, "deep", false));
        assertNotSame(shallow, plan(DOCUMENT, Map.of("first", 1)));
        assertSame(shallow, plan(DOCUMENT, Map.of("first", 2, "deep", false)));
    }

    @Test
    void aDocumentWithFaultsIsLeftToTheReferencePath() {
        var reference = new Planned.Reference("the document has a fault");
        assertEquals(reference, plans.plan("{ nothing }", null, Map.of(), Caller.ANONYMOUS));
        assertEquals(reference, plans.plan("{ nothing }", null, Map.of(), Caller.ANONYMOUS));
    }

    /** Two million characters, of which each of these documents has 20,000 and then some. */
    @Test
    void plansMakeRoomForOthers() throws InterruptedException {
        var comment = "#" + "x".repeat(20_000);
        var made = IntStream.range(0, 300)
                .mapToObj(number -> new WeakReference<>(plan(DOCUMENT + comment + number, Map.of("first", 1))))
                .toList();
        var until = Instant.now().plus(Duration.ofMinutes(1));
        while (remembered(made) > 99 && Instant.now().isBefore(until)) {
            System.gc();
            Thread.sleep(20);
        }
        assertTrue(remembered(made) <= 99, () -> remembered(made) + " plans are remembered");
    }

    private static long remembered(List<WeakReference<Plan>> plans) {
        return plans.stream().filter(plan -> plan.get() != null).count();
    }

    @Test
    void statementsAreKnownBeforeAnythingRuns() {
        gateway.runs();
        assertEquals(2, plan(DOCUMENT, Map.of("first", 3)).statements());
        assertEquals(1, plan(DOCUMENT, Map.of("first", 3, "deep", false)).statements());
        assertEquals(List.of(), gateway.runs());
        assertEquals(List.of("Query.rows", "Row.parts"), ran(Map.of("first", 3)));
        assertEquals(List.of("Query.rows"), ran(Map.of("first", 3, "deep", false)));
        assertEquals(List.of("Query.rows"), ran(Map.of("first", 0)));
    }

    private List<String> ran(Map<String, Object> variables) {
        gateway.ask(DOCUMENT, variables);
        return gateway.runs().stream()
                .map(StatementRun::statement)
                .map(statement -> statement.name())
                .toList();
    }

    private Plan plan(String document, Map<String, @Nullable Object> variables) {
        return assertInstanceOf(Planned.Direct.class, plans.plan(document, null, variables, Caller.ANONYMOUS))
                .plan();
    }
}
