package dev.postern.testing.equivalence;

import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
import graphql.schema.GraphQLSchema;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** One project served twice over equal databases: once by plans, once by graphql-java alone. */
public final class TwoPaths implements AutoCloseable {

    private final Gateway direct;
    private final Gateway reference;

    private TwoPaths(Gateway direct, Gateway reference) {
        this.direct = direct;
        this.reference = reference;
    }

    /** A project over two copies of one database, unchecked: it may have faults that only show when it runs. */
    public static TwoPaths over(Path project, String... settings) {
        return new TwoPaths(start(project, "direct", settings), start(project, "reference", settings));
    }

    private static Gateway start(Path project, String path, String... settings) {
        var all = Stream.concat(
                Stream.of("--postern.check=off", "--postern.execution.path=" + path), Stream.of(settings));
        return Gateway.start(project, TestServer.migrated(project), all.toArray(String[]::new));
    }

    /** What is served. */
    public GraphQLSchema schema() {
        return reference.schema();
    }

    /** What came of an operation on each path. */
    Pair ask(Operation operation) {
        return ask(Gateway.JSON.writeValueAsString(operation.body()));
    }

    /** What came of the body of a POST. */
    public Pair ask(String body) {
        var other = CompletableFuture.supplyAsync(() -> ask(reference, body));
        return new Pair(ask(direct, body), other.join());
    }

    /** The outcomes of the two paths. */
    public record Pair(Outcome direct, Outcome reference) {

        /** Whether both are the same. */
        public boolean isEqual() {
            return direct.equals(reference);
        }

        /** What only one of them says. */
        public String difference() {
            return "direct:    " + direct.but(reference) + "\nreference: " + reference.but(direct);
        }

        Pair without(String today) {
            return new Pair(direct.without(today), reference.without(today));
        }
    }

    /** The media type by which the status tells what could not be run. */
    private static Outcome ask(Gateway gateway, String body) {
        gateway.runs();
        var response = gateway.send(HttpRequest.newBuilder(gateway.uri("/graphql"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/graphql-response+json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        return Outcome.of(response, gateway.runs());
    }

    @Override
    public void close() {
        direct.close();
        reference.close();
    }
}
