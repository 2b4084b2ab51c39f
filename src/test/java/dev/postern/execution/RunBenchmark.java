package dev.postern.execution;

import dev.postern.benchmark.BenchmarkGateway;
import dev.postern.benchmark.FleetOperation;
import dev.postern.testing.Gateway;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** From a plan to rows: the statements, Postgres among what takes time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class RunBenchmark {

    private final Gateway gateway = BenchmarkGateway.fleet();
    private final PlannedQuery point = query(FleetOperation.POINT);
    private final PlannedQuery nested = query(FleetOperation.NESTED);

    private PlannedQuery query(FleetOperation operation) {
        return new PlannedQuery(gateway, operation.document(), operation.variables(0));
    }

    @Benchmark
    public Object point() {
        return point.run();
    }

    @Benchmark
    public Object nested() {
        return nested.run();
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
