package dev.postern.execution;

import dev.postern.benchmark.BenchmarkGateway;
import dev.postern.identity.Caller;
import dev.postern.plan.Plans;
import dev.postern.testing.Gateway;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A whole operation but for HTTP, by the number of rows that it answers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class GrowthBenchmark {

    private static final String DOCUMENT = "query ($first: Int!) { rows(first: $first) { id name amount at } }";

    @Param({"10", "100", "1000", "10000", "100000"})
    private int rows;

    private final Gateway gateway = BenchmarkGateway.growth();
    private final Plans plans = gateway.plans();
    private final DirectExecution execution = gateway.directExecution();

    @Benchmark
    public long answer() {
        var target = new CountingTarget();
        execution.answer(
                plans.plan(DOCUMENT, null, Map.of("first", rows), Caller.ANONYMOUS),
                Caller.ANONYMOUS,
                null,
                new Interruption(),
                target);
        return target.bytes();
    }

    /** What the gateway recorded for tests. */
    @TearDown(Level.Iteration)
    public void forget() {
        gateway.runs();
    }

    @TearDown
    public void close() {
        gateway.close();
    }
}
