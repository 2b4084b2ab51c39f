package dev.postern.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.postern.testing.RawConnection;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** Connections to a server that answers everything by {@code ok}, held to their limits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EdgeTests {

    private static final String GOOD = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final List<Guarded> servers = new ArrayList<>();

    /** A server, and the watch over its connections. */
    private record Guarded(Server server, ConnectionWatch watch) {

        URI uri() {
            return server.getURI();
        }
    }

    @AfterAll
    void stop() throws Exception {
        for (var guarded : servers) {
            guarded.server.stop();
            guarded.watch.close();
        }
    }

    private Guarded start(int receiveMillis, int idleMillis, int connections) throws Exception {
        var limits = new RequestLimits(
                DataSize.ofKilobytes(1),
                DataSize.ofKilobytes(2),
                Duration.ofMillis(receiveMillis),
                Duration.ofMillis(idleMillis),
                connections,
                Duration.ofSeconds(30));
        var watch = new ConnectionWatch(limits);
        var server = new Server();
        var connector = new ServerConnector(server, 1, 1);
        connector.setHost("localhost");
        connector
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .addCustomizer(new ForwardedRequestCustomizer());
        server.addConnector(connector);
        var http = new HttpProperties(1, true, DataSize.ofBytes(0), Duration.ofDays(365), List.of(), false);
        var cors = new CorsProperties(
                List.of("https://a.example", "https://b.example"), true, List.of("X-B"), Duration.ZERO);
        server.setHandler(Edge.guarded(
                new Ok(), http, cors, "X-API-Key", new Edge.Pages(List.of("/page"), List.of("/files"), true)));
        Edge.bound(server, limits, watch);
        server.start();
        var guarded = new Guarded(server, watch);
        servers.add(guarded);
        return guarded;
    }

    private static final class Ok extends Handler.Abstract {

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 2);
            response.write(true, ByteBuffer.wrap(new byte[] {'o', 'k'}), callback);
            return true;
        }
    }

    private static RawConnection.@Nullable Response response(Guarded guarded, String request) throws IOException {
        try (var connection = RawConnection.open(guarded.uri())) {
            connection.send(request);
            return connection.response();
        }
    }

    /** None of them is idle for as long as it may be, but for the last. */
    @ParameterizedTest
    @CsvSource({"G, E", "'GET / HTTP/1.1\r\nX-A: ', a", "'', '\r\n'", "'', ''"})
    void whoNeverGetsToTheEndOfAHeadIsHungUpOn(String first, String each) throws Exception {
        var guarded = start(300, 600, 10);
        try (var connection = RawConnection.open(guarded.uri())) {
            connection.send(first.translateEscapes());
            assertNull(connection.drip(each.translateEscapes()));
        }
        // after a request that was answered, too
        try (var next = RawConnection.open(guarded.uri())) {
            next.send(GOOD);
            assertEquals("ok", String.valueOf(next.response()).replaceFirst("(?s).*body=(.*)]", "$1"));
            next.send(first.translateEscapes());
            assertNull(next.drip(each.translateEscapes()));
        }
    }

    @Test
    void manyWhoSendSlowlyKeepNobodyFromBeingAnswered() throws Exception {
        var guarded = start(500, 30_000, 200);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ended = new ArrayList<Future<RawConnection.@Nullable Response>>();
            for (int i = 0; i < 100; i++) {
                ended.add(threads.submit(() -> {
                    try (var connection = RawConnection.open(guarded.uri())) {
                        connection.send("GET / HTTP/1.1\r\nX-A: ");
                        return connection.drip("a");
                    }
                }));
            }
            var good = response(guarded, GOOD);
            assertEquals(200, good == null ? 0 : good.status());
            for (var end : ended) {
                assertNull(end.get());
            }
        }
    }

    @Test
    void whoComesWhenAllConnectionsAreTakenWaitsUntilOneEnds() throws Exception {
        var guarded = start(30_000, 30_000, 2);
        try (var one = RawConnection.open(guarded.uri());
                var two = RawConnection.open(guarded.uri())) {
            for (var connection : List.of(one, two)) {
                connection.send(GOOD);
                assertEquals("ok", String.valueOf(connection.response()).replaceFirst("(?s).*body=(.*)]", "$1"));
            }
            try (var third = RawConnection.open(guarded.uri())) {
                third.send(GOOD);
                assertEquals(false, third.hears(Duration.ofMillis(500)));
                one.hangUp();
                var response = third.response();
                assertEquals(200, response == null ? 0 : response.status());
            }
        }
    }

    /** The rest of a request that is not read takes an answer with it on some systems. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nX-A: %s\r\n\r\n"
            })
    void aHeadHasItsMostBytes(String request) throws Exception {
        var guarded = start(30_000, 30_000, 10);
        var good = response(guarded, request.formatted("a".repeat(1000)));
        assertEquals(200, good == null ? 0 : good.status());
        var refused = response(guarded, request.formatted("a".repeat(2100)));
        if (refused != null) {
            assertEquals(request.startsWith("GET /%s") ? 414 : 431, refused.status());
        }
    }

    @Test
    void onlyWhoComesByTlsIsToldToComeByNothingElse() throws Exception {
        var guarded = start(30_000, 30_000, 10);
        var secure = GOOD.replace("\r\n\r\n", "\r\nX-Forwarded-Proto: https\r\n\r\n");
        assertEquals(List.of("max-age=31536000"), header(response(guarded, secure), "Strict-Transport-Security"));
        assertEquals(List.of(), header(response(guarded, GOOD), "Strict-Transport-Security"));
        assertEquals(List.of(), header(response(guarded, GOOD.replace("/ ", "/page ")), "Content-Security-Policy"));
    }

    private static List<String> header(RawConnection.@Nullable Response response, String name) {
        return response == null ? List.of("no response") : response.header(name);
    }

    @Test
    void aSiteOfSeveralIsNamedAlone() throws Exception {
        var guarded = start(30_000, 30_000, 10);
        var asked = response(
                guarded,
                GOOD.replace("GET / ", "OPTIONS /graphql ")
                        .replace(
                                "\r\n\r\n",
                                "\r\nOrigin: https://b.example\r\nAccess-Control-Request-Method: POST\r\n\r\n"));
        assertEquals(List.of("https://b.example"), header(asked, "Access-Control-Allow-Origin"));
        assertEquals(List.of("true"), header(asked, "Access-Control-Allow-Credentials"));
        assertEquals(
                List.of(
                        "Content-Type, Authorization, Idempotency-Key, traceparent, Apollo-Require-Preflight, X-GraphQL-Event-Stream-Token, X-API-Key, X-B"),
                header(asked, "Access-Control-Allow-Headers"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "https://a.example/",
                "https://*.example",
                "a.example",
                "HTTPS://A.EXAMPLE",
                "https://a.example, b"
            })
    void aSiteIsListedAsBrowsersSendIt(String origin) {
        var refused = assertThrows(
                IllegalArgumentException.class,
                () -> new CorsProperties(List.of(origin), false, List.of(), Duration.ZERO));
        assertEquals(
                "postern.cors.origins has '" + origin
                        + "': expected as a browser sends it, https://app.example or http://localhost:3000, without a path.",
                refused.getMessage());
    }

    @Test
    void whatABrowserHoldsIsNotForEverySite() {
        var refused = assertThrows(
                IllegalArgumentException.class, () -> new CorsProperties(List.of("*"), true, List.of(), Duration.ZERO));
        assertEquals(
                "postern.cors.credentials is true, and postern.cors.origins has '*': list the sites that may.",
                refused.getMessage());
    }
}
