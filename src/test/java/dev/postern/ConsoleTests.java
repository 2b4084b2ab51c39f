package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.testing.Gateway;
import dev.postern.testing.NodeScript;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console over the demo, in a browser without any other host; the screenshots stay in {@code target/console}. */
class ConsoleTests {

    private static final Path SCREENSHOTS = Path.of("target/console");

    @TempDir
    static Path project;

    private static Gateway gateway;

    @BeforeAll
    static void start() throws IOException {
        for (var folder : List.of("schema", "sql-mappers", "migrations")) {
            copy(Path.of(folder), project.resolve(folder));
        }
        gateway = Gateway.start(project, TestServer.migrated(Path.of(".")), "--postern.dev=true");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void anOperationShowsItsSqlAndIsTakenElsewhere() throws Exception {
        use("first", "query", "sql", "mutation", "exports");
    }

    @Test
    void everythingIsReachedWithoutAMouse() throws Exception {
        assertEquals("The explorer edits operations\n", NodeScript.run("node", "selection.mjs"));
        use("keyboard", "panes", "explorer");
    }

    @Test
    void theMapLeadsToSqlAndAFindingStandsUntilItIsMended() throws Exception {
        use("map", "findings", "light", "dark");
    }

    /** What is used by one browser, which starts once. */
    private static void use(String... steps) throws Exception {
        NodeScript.requireBrowser();
        var command = new ArrayList<>(List.of(
                "node",
                "console.mjs",
                gateway.uri("/").toString(),
                project.toString(),
                SCREENSHOTS.toAbsolutePath().toString()));
        command.addAll(List.of(steps));
        assertEquals(String.join("\n", steps) + "\n", NodeScript.run(command.toArray(String[]::new)));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            files.forEach(file -> copyOne(file, to.resolve(from.relativize(file).toString())));
        }
    }

    private static void copyOne(Path file, Path to) {
        try {
            if (Files.isDirectory(file)) {
                Files.createDirectories(to);
            } else {
                Files.copy(file, to);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
