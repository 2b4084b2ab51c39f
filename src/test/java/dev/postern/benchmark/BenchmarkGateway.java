package dev.postern.benchmark;

import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
import java.nio.file.Path;

/** The gateway that a benchmark measures, over the database that {@link Benchmarks} has filled or one of its own. */
public final class BenchmarkGateway {

    static final String DATABASE = "benchmark.database";

    private static final String QUIET = "--logging.level.dev.postern=warn";

    private BenchmarkGateway() {}

    /** It serves the demo. */
    public static Gateway fleet() {
        return Gateway.start(Path.of("."), database(), QUIET);
    }

    /** It serves as many rows as an operation says. */
    public static Gateway growth() {
        return Gateway.start(
                Path.of("src/test/resources/growth"),
                database(),
                QUIET,
                "--postern.migrate=false",
                "--postern.limits.rows=100000");
    }

    private static String database() {
        var database = System.getProperty(DATABASE);
        return database == null ? TestServer.newDatabase() : database;
    }
}
