package dev.postern.testing;

import dev.postern.TestApplication;
import dev.postern.execution.DirectExecution;
import dev.postern.execution.StatementExecution;
import dev.postern.fetching.JavaHooks;
import dev.postern.plan.Plans;
import dev.postern.schema.ScalarProperties;
import dev.postern.server.OpenStreams;
import dev.postern.statement.StatementListener;
import dev.postern.statement.StatementRun;
import dev.postern.subscription.Subscriptions;
import graphql.schema.GraphQLSchema;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.graphql.execution.GraphQlSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gateway, started as a user would but in this JVM, on a port of its own, and asked over HTTP. */
public final class Gateway implements AutoCloseable {

    public static final JsonMapper JSON = JsonMapper.builder().build();

    /** Projects of the repository that passed the check at a start; it would say the same at the next one. */
    private static final Set<Path> CHECKED = ConcurrentHashMap.newKeySet();

    private final ServletWebServerApplicationContext context;
    private final Queue<StatementRun> runs = new ConcurrentLinkedQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();

    private Gateway(Path project, String databaseUrl, List<String> settings) {
        var arguments = new ArrayList<>(settings);
        arguments.add("--server.port=0");
        arguments.add("--postern.project=" + project);
        arguments.add("--postern.database.url=" + databaseUrl);
        if (settings.stream().noneMatch(setting -> setting.startsWith("--postern.database.pool-size="))) {
            arguments.add("--postern.database.pool-size=5"); // Postgres starts a process for each
        }
        var isSaid = settings.stream().anyMatch(setting -> setting.startsWith("--postern.check="));
        if (!isSaid && CHECKED.contains(project)) {
            arguments.add("--postern.check=off");
        }
        StatementListener listener = runs::add;
        this.context = TestApplication.start(listener, arguments);
        if (!isSaid && !project.isAbsolute()) {
            CHECKED.add(project);
        }
    }

    /** The gateway over a project's folder and a database. */
    public static Gateway start(Path project, String databaseUrl, String... settings) {
        return new Gateway(project, databaseUrl, List.of(settings));
    }

    /** Where it listens. */
    public URI uri(String path) {
        var server = context.getWebServer();
        return URI.create("http://localhost:" + (server == null ? 0 : server.getPort()) + path);
    }

    private <T> T served(Class<T> type) {
        return TestApplication.served(context, type);
    }

    /** Where its settings come from, for those that change while it runs. */
    public MutablePropertySources settings() {
        return context.getEnvironment().getPropertySources();
    }

    /** The Java that has a say in every operation. */
    public List<String> hooks() {
        return served(JavaHooks.class).classes();
    }

    /** What it serves. */
    public GraphQLSchema schema() {
        return served(GraphQlSource.class).schema();
    }

    /** What plans its operations, without those that it has planned. */
    public Plans plans() {
        return TestApplication.plans(context);
    }

    /** What runs its statements. */
    public StatementExecution execution() {
        return served(StatementExecution.class);
    }

    /** Everybody who has subscribed. */
    public Subscriptions subscriptions() {
        return served(Subscriptions.class);
    }

    /** How many connections there are on which answers go on. */
    public int streams() {
        return context.getBean(OpenStreams.class).size();
    }

    /** What answers its operations, without HTTP. */
    public DirectExecution directExecution() {
        return new DirectExecution(execution(), context.getBean(ScalarProperties.class));
    }

    /** The answer to an operation. */
    public JsonNode ask(String query) {
        return ask(query, Map.of());
    }

    /** The answer to an operation with variables. */
    public JsonNode ask(String query, Map<String, ?> variables) {
        var body = new LinkedHashMap<String, Object>();
        body.put("query", query);
        body.put("variables", variables);
        return JSON.readTree(
                post("application/json", JSON.writeValueAsString(body)).body());
    }

    /** The response to any body. */
    public HttpResponse<String> post(@Nullable String contentType, String body) {
        var request = HttpRequest.newBuilder(uri("/graphql")).POST(HttpRequest.BodyPublishers.ofString(body));
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        return send(request.build());
    }

    /** The response to any request. */
    public HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** How many connections of clients are open. */
    public int connections() {
        return context.getWebServer() instanceof JettyWebServer jetty
                ? Arrays.stream(jetty.getServer().getConnectors())
                        .mapToInt(connector -> connector.getConnectedEndPoints().size())
                        .sum()
                : 0;
    }

    /** The statements that ran since this was last asked, in the order in which they ended. */
    public List<StatementRun> runs() {
        var taken = new ArrayList<StatementRun>();
        for (var run = runs.poll(); run != null; run = runs.poll()) {
            taken.add(run);
        }
        return taken;
    }

    @Override
    public void close() {
        client.close();
        context.close();
    }
}
