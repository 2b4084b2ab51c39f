package dev.postern.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.identity.TestTokens;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A project whose readings are told to whoever has subscribed. */
public final class ReadingsProject {

    public static final Path FOLDER = Path.of("src/test/resources/subscriptions");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private ReadingsProject() {}

    /** A gateway that knows callers by tokens with the shared secret, and serves others too. */
    public static Gateway start(String url, String... settings) {
        var all = new ArrayList<>(List.of(
                "--postern.identity.anonymous=true",
                "--postern.identity.jwt.secret=" + TestTokens.SECRET,
                "--postern.identity.jwt.issuer=" + TestTokens.ISSUER,
                "--postern.identity.jwt.audience=" + TestTokens.AUDIENCE));
        all.addAll(Arrays.asList(settings));
        return Gateway.start(FOLDER, url, all.toArray(String[]::new));
    }

    /** Something happens: one reading. */
    public static void add(String url, int sensor, int value) {
        TestServer.execute(url, "insert into reading (sensor_id, value) values (" + sensor + ", " + value + ")");
    }

    /** An operation as a POST that accepts something. */
    public static HttpRequest request(URI uri, String accept, String query, Map<String, ?> variables) {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .POST(HttpRequest.BodyPublishers.ofString(
                        Gateway.JSON.writeValueAsString(Map.of("query", query, "variables", variables))))
                .build();
    }

    /** Server-Sent Events of one operation. */
    public static HttpStream events(Gateway gateway, String query, Map<String, ?> variables) {
        return new HttpStream(request(gateway.uri("/graphql"), "text/event-stream", query, variables), "\n\n");
    }

    /** The connections that listen to a database. */
    public static String listening(String url) {
        return TestServer.text(
                url,
                "select count(*) from pg_stat_activity where datname = current_database()"
                        + " and application_name = 'postern listening'");
    }

    /** Waits until something is so. */
    public static void await(String what, BooleanSupplier condition) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
            try {
                Thread.sleep(10);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        assertTrue(condition.getAsBoolean(), what);
    }
}
