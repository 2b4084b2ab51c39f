package dev.postern.benchmark;

import dev.postern.identity.Caller;
import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
import java.time.Duration;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** All measurements, printed as tables; {@code docs/performance.md} says what they mean. */
final class Benchmarks {

    private static final int CONNECTIONS = 8;
    private static final Duration WARMUP = Duration.ofSeconds(6);
    private static final Duration MEASUREMENT = Duration.ofSeconds(5);
    private static final int PLANS = 1000;

    private Benchmarks() {}

    public static void main(String[] args) throws RunnerException, InterruptedException {
        var database = TestServer.newDatabase();
        System.setProperty(BenchmarkGateway.DATABASE, database);
        try (var gateway = BenchmarkGateway.fleet()) {
            inProcess(database);
            planMemory(gateway);
            overHttp(gateway);
        }
    }

    private static void inProcess(String database) throws RunnerException {
        var options = new OptionsBuilder()
                .include("dev\\.postern\\..*Benchmark")
                .jvmArgsAppend("-D" + BenchmarkGateway.DATABASE + "=" + database)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .build();
        new Runner(options).run();
    }

    private static void overHttp(Gateway gateway) throws InterruptedException {
        print("Over HTTP, " + CONNECTIONS + " connections", "requests/s", "p50 ms", "p99 ms");
        var load = new HttpLoad(gateway.uri("/graphql"), CONNECTIONS);
        for (var operation : FleetOperation.values()) {
            load.run(operation, WARMUP);
            gateway.runs();
            var figures = load.run(operation, MEASUREMENT);
            gateway.runs();
            print(
                    operation.name().toLowerCase(Locale.ROOT),
                    "%.0f".formatted(figures.perSecond()),
                    "%.2f".formatted(figures.half().toNanos() / 1e6),
                    "%.2f".formatted(figures.nearlyAll().toNanos() / 1e6));
        }
    }

    /** What stays in memory for plans, their documents among it. */
    private static void planMemory(Gateway gateway) throws InterruptedException {
        print("Plans remembered", "characters", "B a plan", "B a character");
        for (var operation : FleetOperation.values()) {
            var plans = gateway.plans();
            plans.plan(operation.document(), null, operation.variables(0), Caller.ANONYMOUS);
            var before = used();
            for (int i = 0; i < PLANS; i++) {
                plans.plan(operation.document() + "#" + i, null, operation.variables(0), Caller.ANONYMOUS);
            }
            var bytes = (used() - before) / PLANS;
            plans.plan(operation.document(), null, operation.variables(0), Caller.ANONYMOUS);
            var characters = operation.document().length() + 4;
            print(
                    operation.name().toLowerCase(Locale.ROOT),
                    String.valueOf(characters),
                    String.valueOf(bytes),
                    "%.0f".formatted((double) bytes / characters));
        }
    }

    private static long used() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void print(String name, String... columns) {
        var line = new StringBuilder("%-28s".formatted(name));
        for (var column : columns) {
            line.append("%14s".formatted(column));
        }
        System.out.println(line);
    }
}
