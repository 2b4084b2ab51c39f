package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.command.CommandLine;
import dev.postern.testing.DemoProject;
import dev.postern.testing.Gateway;
import dev.postern.testing.NodeScript;
import dev.postern.testing.NodeService;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The demo as people use it: GraphiQL in a browser, Postman, the example operations, clients that page. */
class DemoTests {

    private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"");
    private static final Path EXAMPLES = Path.of("schema");

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = DemoProject.startForDevelopment(DemoProject.newDatabase());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void everythingThatThePageNamesIsHere() {
        var page = get("/graphiql");
        assertTrue(
                page.headers().firstValue("Content-Security-Policy").orElse("").startsWith("default-src 'self';"));
        assertTrue(!page.body().contains("//"), "the page names another host");
        var assets = ASSET.matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertEquals(8, assets.size(), assets.toString());
        for (var asset : assets.subList(0, 7)) {
            assertEquals(200, get(asset).statusCode(), asset);
        }
        assertEquals("/graphql", assets.getLast());
    }

    @Test
    void examplesAnswerAsTheySay() throws IOException {
        for (var example : examples()) {
            var answer = gateway.ask(Files.readString(example));
            var refused = List.of("7-not-a-number.graphql", "9-position-reported.graphql")
                    .contains(example.getFileName().toString());
            assertEquals(refused, answer.has("errors"), example + ": " + answer);
        }
        assertEquals(
                examples().size(),
                Gateway.JSON.readTree(get("/graphiql/examples").body()).size());
    }

    @Test
    void graphiQlWorksInABrowser() throws Exception {
        NodeScript.requireBrowser();
        var printed = NodeScript.run("node", "graphiql.mjs", gateway.uri("/").toString());
        assertEquals("GraphiQL works at 1280 × 800\nGraphiQL works at 390 × 844\n", printed);
    }

    @Test
    void relaysCompilerTakesTheSchema() throws Exception {
        var printed =
                NodeScript.run("node", "relay.mjs", gateway.uri("/graphql").toString());
        assertEquals("Relay's compiler made 6 files; 3 queries are answered\n", printed);
    }

    @Test
    void typesAreGeneratedAsTheDocumentationHasIt(@TempDir Path folder) throws Exception {
        var schema = folder.resolve("schema.graphql");
        var command = (CommandLine.Schema) CommandLine.parse(new String[] {"schema"});
        try (var file = new PrintStream(schema.toFile(), StandardCharsets.UTF_8)) {
            assertEquals(0, SchemaProcess.run(command.options(), file, System.err));
        }
        var printed = NodeScript.run(
                "node",
                "codegen.mjs",
                schema.toString(),
                gateway.uri("/graphql").toString());
        assertEquals("The types fit what the gateway answers\n", printed);
    }

    @Test
    void apolloClientPages() throws Exception {
        var printed =
                NodeScript.run("node", "apollo.mjs", gateway.uri("/graphql").toString());
        assertEquals("Apollo Client merged 12 edges of 3 pages\n", printed);
    }

    @Test
    void theFleetIsPartOfAFederatedGraph() throws Exception {
        var example = Path.of("examples/federation");
        var tested = json(Path.of("src/test/node/package.json")).path("devDependencies");
        json(example.resolve("package.json"))
                .path("dependencies")
                .forEachEntry((name, version) -> assertEquals(tested.path(name), version, name));
        try (var node = NodeService.start(
                "federation/example.mjs", gateway.uri("/graphql").toString())) {
            var url = node.firstLine().replace("One graph of fleet and bookings at ", "");
            gateway.runs();
            var body = Map.of("query", Files.readString(example.resolve("bookings.graphql")));
            var answer = gateway.send(HttpRequest.newBuilder(URI.create(url))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(Gateway.JSON.writeValueAsString(body)))
                    .build());
            assertEquals(Files.readString(example.resolve("bookings.json")), answer.body());
            assertEquals(
                    List.of("Port.entity", "Query.vesselByImoNumber", "Vessel.entityByImoNumber", "Vessel.owner"),
                    gateway.runs().stream()
                            .map(run -> run.statement().name())
                            .sorted()
                            .toList());
        }
    }

    @Test
    void postmanWalksTheDemoTwice() throws Exception {
        for (int i = 0; i < 2; i++) {
            var printed = NodeScript.run(
                    "node_modules/.bin/newman",
                    "run",
                    "../../../postman/postern.postman_collection.json",
                    "--environment",
                    "../../../postman/local.postman_environment.json",
                    "--env-var",
                    "baseUrl=" + gateway.uri(""),
                    "--color",
                    "off");
            assertTrue(printed.contains("A vessel by id"), printed);
        }
    }

    private static JsonNode json(Path file) throws IOException {
        return Gateway.JSON.readTree(Files.readString(file));
    }

    private static List<Path> examples() throws IOException {
        try (var files = Files.walk(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".graphql"))
                    .sorted()
                    .toList();
        }
    }

    private static HttpResponse<String> get(String path) {
        return gateway.send(HttpRequest.newBuilder(gateway.uri(path)).build());
    }
}
