package dev.postern;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.postern.testing.DemoProject;
import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every folder of {@code src/test/resources/cases/}: a project, and for each request what came and what ran.
 *
 * <p>A case is a project ({@code schema/}, {@code sql-mappers/}, {@code migrations/}); one without {@code schema/} is
 * asked of the demo, as its README has it started. {@code requests/NAME.graphql}, with {@code NAME.variables.json} if it has variables, is answered by
 * {@code NAME.response.json} and runs {@code NAME.statements.txt}: one line for each statement with its rows, sorted,
 * because siblings run side by side. Requests go in the order of their names, twice: by graphql-java alone and by plans, each
 * time in a database of its own, and both must come to the same. Run with
 * {@code -Dcases.write=true} to write what came, and read the difference before you commit it.
 */
class GoldenCaseTests {

    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final boolean WRITE = Boolean.getBoolean("cases.write");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final Comparator<JsonNode> BY_VALUE = (one, other) -> one.isNumber() && other.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue())
            : one.equals(other) ? 0 : 1;

    /** One folder's name, to run no others. */
    private static final String ONLY = System.getProperty("cases.only", "");

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicNode> cases() throws IOException {
        return children(CASES, ONLY).stream().map(folder -> dynamicTest(name(folder), () -> run(folder)));
    }

    private static void run(Path folder) throws IOException {
        run(folder, "reference");
        run(folder, "direct");
    }

    private static void run(Path folder, String path) throws IOException {
        try (var gateway = start(folder, "--postern.execution.path=" + path)) {
            var checks = children(folder.resolve("requests"), ".graphql").stream()
                    .map(request -> check(gateway, request, path.equals("reference")))
                    .toList();
            assertAll(name(folder) + ", " + path, checks.stream().map(test -> test.getExecutable()));
        }
    }

    private static Gateway start(Path folder, String path) {
        return Files.isDirectory(folder.resolve("schema"))
                ? Gateway.start(folder, TestServer.migrated(folder), path)
                : DemoProject.startForDevelopment(DemoProject.newDatabase(), path);
    }

    private static DynamicTest check(Gateway gateway, Path request, boolean isReference) {
        gateway.runs();
        var answer = gateway.ask(text(request), variables(request));
        var response = written(answer);
        var statements = gateway.runs().stream()
                .map(run -> "%s: %d rows".formatted(run.statement().name(), run.rows()))
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
        return dynamicTest(name(request), () -> {
            var expected = sibling(request, ".response.json");
            compare(expected, isReference && !WRITE ? inOrderOf(Files.readString(expected), response) : response);
            var ran = sibling(request, ".statements.txt");
            compare(ran, isReference && !WRITE ? inRunsOf(Files.readString(ran), statements) : statements);
        });
    }

    private static String written(JsonNode answer) {
        return JSON.writeValueAsString(answer).replaceAll("Internal error [0-9a-f]{8}", "Internal error <id>") + "\n";
    }

    /** The statements as they are expected, where only an entity's ran more often for as many rows: graphql-java asks for each field's. */
    private static String inRunsOf(String expected, String statements) {
        return rows(expected).equals(rows(statements)) ? expected : statements;
    }

    private static Map<String, Integer> rows(String statements) {
        return statements
                .lines()
                .filter(line -> !line.isEmpty())
                .map(line -> line.split(": | rows"))
                .collect(Collectors.toMap(
                        run -> run[0].contains(".entity") ? run[0] : run[0] + ": " + run[1],
                        run -> run[0].contains(".entity") ? Integer.parseInt(run[1]) : 1,
                        Integer::sum));
    }

    /**
     * The answer as it is expected, where only the order of its errors is another, because graphql-java's fields fail side by side, or the
     * form of a number, because Java writes {@code 286.0}.
     */
    private static String inOrderOf(String expected, String response) {
        return inOrder(expected).equals(BY_VALUE, inOrder(response)) ? expected : response;
    }

    private static JsonNode inOrder(String response) {
        var answer = (ObjectNode) JSON.readTree(response);
        var errors = answer.path("errors")
                .valueStream()
                .sorted(Comparator.comparing(JsonNode::toString))
                .toList();
        return answer.set("errors", JSON.createArrayNode().addAll(errors));
    }

    private static void compare(Path expected, String actual) throws IOException {
        if (WRITE) {
            Files.writeString(expected, actual);
            return;
        }
        assertEquals(Files.readString(expected), actual, expected.toString());
    }

    @SuppressWarnings("unchecked") // an object of variables has names for keys
    private static Map<String, Object> variables(Path request) {
        var file = sibling(request, ".variables.json");
        return Files.exists(file) ? JSON.readValue(text(file), LinkedHashMap.class) : Map.of();
    }

    private static Path sibling(Path request, String ending) {
        return request.resolveSibling(name(request).replace(".graphql", ending));
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static List<Path> children(Path folder, String ending) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
