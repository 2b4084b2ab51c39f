package dev.postern.execution;

import dev.postern.benchmark.BenchmarkGateway;
import dev.postern.benchmark.FleetOperation;
import dev.postern.testing.Gateway;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.JsonNode;

/** From rows that are there to JSON's bytes; the figures are those of one leaf value. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class WriteBenchmark {

    private static final int POINT = 6;
    private static final int LIST = 600;
    private static final int NESTED = 3300;

    private final Gateway gateway = BenchmarkGateway.fleet();
    private final Brought point = brought(FleetOperation.POINT, POINT);
    private final Brought list = brought(FleetOperation.LIST, LIST);
    private final Brought nested = brought(FleetOperation.NESTED, NESTED);
    private final BufferPool buffers = new BufferPool();

    /** A query with its rows. */
    private record Brought(PlannedQuery query, RootParents rows) {}

    private Brought brought(FleetOperation operation, int leaves) {
        var variables = operation.variables(0);
        var counted = leaves(gateway.ask(operation.document(), variables));
        if (counted != leaves) {
            throw new IllegalStateException(operation + " has " + counted + " leaves, not " + leaves);
        }
        var query = new PlannedQuery(gateway, operation.document(), variables);
        return new Brought(query, query.run());
    }

    private static int leaves(JsonNode value) {
        return value.isValueNode()
                ? 1
                : value.valueStream().mapToInt(WriteBenchmark::leaves).sum();
    }

    @Benchmark
    @OperationsPerInvocation(POINT)
    public long point() {
        return write(point);
    }

    @Benchmark
    @OperationsPerInvocation(LIST)
    public long list() {
        return write(list);
    }

    @Benchmark
    @OperationsPerInvocation(NESTED)
    public long nested() {
        return write(nested);
    }

    private long write(Brought brought) {
        var target = new CountingTarget();
        brought.query.write(brought.rows, buffers, target);
        return target.bytes();
    }

    @TearDown
    public void close() {
        gateway.close();
    }
}
