package dev.postern.plan;

import dev.postern.benchmark.BenchmarkGateway;
import dev.postern.benchmark.FleetOperation;
import dev.postern.identity.Caller;
import dev.postern.testing.Gateway;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** From a document with its variables to a plan. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class PlanBenchmark {

    private final Gateway gateway = BenchmarkGateway.fleet();
    private final Plans plans = gateway.plans();
    private final String document = FleetOperation.NESTED.document();
    private final Map<String, @Nullable Object> variables = FleetOperation.NESTED.variables(0);
    private long number;

    @Benchmark
    public Object remembered() {
        return plans.plan(document, null, variables, Caller.ANONYMOUS);
    }

    /** A comment makes each document another one, so that it is parsed, validated and planned, and remembered too. */
    @Benchmark
    public Object anew() {
        return plans.plan(document + "#" + number++, null, variables, Caller.ANONYMOUS);
    }

    @TearDown
    public void close() {
        gateway.close();
    }
}
