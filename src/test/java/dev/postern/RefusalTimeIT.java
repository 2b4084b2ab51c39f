package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is refused is refused in milliseconds, sending it over HTTP included.
 *
 * <p>Processor time, the client's with it, is what a refusal costs however busy the machine is; the time until the answer is
 * bounded too. A try may meet a compiler, a collection or a busy machine, so there are many; what costs too much costs it in
 * each of them. Other tests' garbage would be collected within that time, so this runs apart from them, beside the tests of
 * the jar.
 */
@Isolated("it measures milliseconds")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalTimeIT {

    private static final int MOST_TRIES = 40;
    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final Gateway gateway = Gateway.start(Path.of("src/test/resources/limits"), TestServer.newDatabase());

    enum Attack {
        ALIASES("LIMIT_EXCEEDED") {
            @Override
            String document() {
                return "{" + numbered(10_000, n -> "a" + n + ": __typename ") + "}";
            }
        },
        DIRECTIVES_OF_THREE_MEGABYTES("LIMIT_EXCEEDED") {
            @Override
            String document() {
                return "{ __typename " + "@a ".repeat(1_000_000) + "}";
            }
        },
        DIRECTIVES_UP_TO_THE_SIZE("LIMIT_EXCEEDED") {
            @Override
            String document() {
                return "{ __typename " + "@a ".repeat(87_000) + "}";
            }
        },
        FRAGMENTS_IN_A_CIRCLE("LIMIT_EXCEEDED") {
            @Override
            String document() {
                return "{ ...f0 }" + numbered(999, n -> "fragment f" + n + " on Query { ...f" + (n + 1) + " }")
                        + "fragment f999 on Query { ...f0 }";
            }
        },
        FRAGMENTS_TWO_IN_A_CIRCLE("GRAPHQL_VALIDATION_FAILED") {
            @Override
            String document() {
                return "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }";
            }
        },
        FRAGMENTS_ALL_SPREADING_ALL("GRAPHQL_VALIDATION_FAILED") {
            @Override
            String document() {
                var all = numbered(19, n -> "...f" + n + " ");
                return "{ ...f0 }" + numbered(19, n -> "fragment f" + n + " on Query { " + all + "}");
            }
        },
        FRAGMENTS_IN_A_CHAIN("LIMIT_EXCEEDED") {
            @Override
            String document() {
                return "{ ...f0 }" + numbered(10_000, n -> "fragment f" + n + " on Query{...f" + (n + 1) + "}");
            }
        },
        FRAGMENTS_THAT_DOUBLE("LIMIT_EXCEEDED") {
            @Override
            String document() {
                return "{ ...f0 }"
                        + numbered(19, n -> "fragment f" + n + " on Query { ...f" + (n + 1) + " ...f" + (n + 1) + " }")
                        + "fragment f19 on Query { __typename }";
            }
        },
        BRACES("LIMIT_EXCEEDED") {
            @Override
            String document() {
                return "{a".repeat(100_000) + "}".repeat(100_000);
            }
        },
        BRACES_UP_TO_THE_TOKENS("LIMIT_EXCEEDED") {
            @Override
            String document() {
                return "{a".repeat(3_300) + "}".repeat(3_300);
            }
        },
        LISTS("LIMIT_EXCEEDED") {
            @Override
            String document() {
                return "{ numbers(most: " + "[".repeat(100_000) + "]".repeat(100_000) + ") { id } }";
            }
        },
        LISTS_UP_TO_THE_TOKENS("LIMIT_EXCEEDED") {
            @Override
            String document() {
                return "{ numbers(most: " + "[".repeat(4_900) + "]".repeat(4_900) + ") { id } }";
            }
        },
        FIELDS_OF_ONE_NAME("LIMIT_EXCEEDED") {
            @Override
            String document() {
                return "{ nap(seconds: 0) {" + " id".repeat(100_000) + " } }";
            }
        },
        FIELDS_OF_ONE_NAME_UP_TO_THE_FIELDS("GRAPHQL_VALIDATION_FAILED") {
            @Override
            String document() {
                return "{ nap(seconds: 0) {" + " id".repeat(4_990) + " nope } }";
            }
        },
        FIELDS_TO_BE_MERGED("GRAPHQL_VALIDATION_FAILED") {
            @Override
            String document() {
                return "{" + " nap(seconds: 0) { parts(most: 0) { id } }".repeat(500) + " nope }";
            }
        },
        FIELDS_UNKNOWN("GRAPHQL_VALIDATION_FAILED") {
            @Override
            String document() {
                return "{ nap(seconds: 0) {" + numbered(4_990, n -> " ida" + n) + " } }";
            }
        },
        STRING("LIMIT_EXCEEDED") {
            @Override
            String document() {
                return "{ mark(name: \"" + "x".repeat(3_000_000) + "\") }";
            }
        },
        STRING_UP_TO_THE_SIZE("GRAPHQL_VALIDATION_FAILED") {
            @Override
            String document() {
                return "{ nap(seconds: \"" + "x".repeat(260_000) + "\") { id } }";
            }
        },
        NUMBER_UP_TO_THE_SIZE("LIMIT_EXCEEDED") {
            @Override
            String document() {
                return "{ numbers(most: " + "9".repeat(260_000) + ") { id } }";
            }
        },
        FRACTION_UP_TO_THE_SIZE("LIMIT_EXCEEDED") {
            @Override
            String document() {
                return "{ nap(seconds: 1e" + "9".repeat(260_000) + ") { id } }";
            }
        },
        ENDLESS("LIMIT_EXCEEDED") {
            @Override
            String document() {
                return "{ __typename #" + "x".repeat(3_900_000);
            }
        },
        ENDLESS_BEYOND_THE_SIZE("LIMIT_EXCEEDED") {
            @Override
            String document() {
                return "{ __typename #" + "x".repeat(8_000_000);
            }
        };

        private final String code;

        Attack(String code) {
            this.code = code;
        }

        abstract String document();

        private static String numbered(int count, IntFunction<String> one) {
            return IntStream.range(0, count).mapToObj(one).collect(Collectors.joining());
        }
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @EnumSource
    void itTakesMilliseconds(Attack attack) {
        var body = Gateway.JSON.writeValueAsString(Map.of("query", attack.document()));
        var tries = new ArrayList<Cost>();
        do {
            tries.add(refused(body, attack.code));
        } while (!tries.getLast().isLow() && tries.size() < MOST_TRIES);
        assertTrue(tries.getLast().isLow(), () -> attack + " " + tries);
    }

    private record Cost(Duration processor, Duration elapsed) {

        boolean isLow() {
            return processor.toMillis() < 100 && elapsed.toMillis() < 500;
        }
    }

    private Cost refused(String body, String code) {
        var processor = MACHINE.getProcessCpuTime();
        var start = System.nanoTime();
        var response = gateway.post("application/json", body);
        var cost = new Cost(
                Duration.ofNanos(MACHINE.getProcessCpuTime() - processor), Duration.ofNanos(System.nanoTime() - start));
        var error = Gateway.JSON.readTree(response.body()).at("/errors/0/extensions/code");
        assertEquals(code, error.asString(), response::body);
        return cost;
    }
}
