package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.Gateway;
import dev.postern.testing.IdentityProject;
import dev.postern.testing.TestCertificates;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who asks, by the certificate of the connection; and a server's certificate that is replaced while it serves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutualTlsTests {

    private static final String ME = "{\"query\":\"{ me { sub company } }\"}";
    private static final String NOT_SAID = "The request does not say who asks.";
    private static final String REFUSED = "The certificate is not accepted here, or has expired.";

    private Path folder;
    private final String database = IdentityProject.newDatabase();
    private TestCertificates certificates;
    private Gateway gateway;

    @BeforeAll
    void start(@TempDir Path folder) {
        this.folder = folder;
        certificates = new TestCertificates(folder);
        certificates.authority("ours");
        certificates.authority("theirs");
        certificates.issue("ours", "server", "CN=first", "-ext", "san=dns:localhost", "-ext", "eku=serverAuth");
        certificates.issue("ours", "second", "CN=second", "-ext", "san=dns:localhost");
        certificates.issue("ours", "ann", "CN=ann,O=Fleet", "-ext", "san=uri:spiffe://fleet/ann,dns:ann.fleet.example");
        certificates.issue("ours", "two", "CN=ann,CN=root");
        certificates.issue("ours", "nameless", "O=Fleet");
        certificates.issue("ours", "odd", "CN=\"ann,CN=root\"");
        certificates.issue("ours", "over", "CN=ann", "-startdate", "-10d");
        certificates.issue("theirs", "stranger", "CN=ann");
        certificates.serve("server");
        certificates.file("ours");
        gateway = start("want");
    }

    private Gateway start(String clientAuth) {
        return IdentityProject.start(
                database,
                "--postern.identity.mtls.enabled=true",
                "--server.ssl.bundle=gateway",
                "--server.ssl.client-auth=" + clientAuth,
                "--spring.ssl.bundle.watch.file.quiet-period=50ms",
                "--spring.ssl.bundle.pem.gateway.reload-on-update=true",
                "--spring.ssl.bundle.pem.gateway.keystore.verify-keys=true",
                "--spring.ssl.bundle.pem.gateway.keystore.certificate=" + folder.resolve("server.crt"),
                "--spring.ssl.bundle.pem.gateway.keystore.private-key=" + folder.resolve("server.key"),
                "--spring.ssl.bundle.pem.gateway.truststore.certificate=" + folder.resolve("ours.crt"));
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private HttpClient client(@Nullable String name) {
        return HttpClient.newBuilder()
                .sslContext(certificates.client("ours", name))
                .build();
    }

    private static HttpResponse<String> ask(HttpClient client, Gateway gateway, Map<String, String> headers)
            throws IOException {
        var uri = URI.create("https://localhost:" + gateway.uri("/").getPort() + "/graphql");
        var request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(ME));
        headers.forEach(request::header);
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /**
     * What somebody presents, and what becomes of it.
     *
     * @param certificate null for none
     * @param answer the body, or the message of its only error
     */
    record Presented(
            String name, @Nullable String certificate, Map<String, String> headers, int status, String answer) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Presented> presented() {
        var token = Map.of("Authorization", IdentityProject.token("bob", 7));
        return Stream.of(
                new Presented(
                        "a certificate",
                        "ann",
                        Map.of(),
                        200,
                        "{\"data\":{\"me\":{\"sub\":\"ann\",\"company\":null}}}"),
                new Presented("none", null, Map.of(), 401, NOT_SAID),
                new Presented("a token", null, token, 200, "{\"data\":{\"me\":{\"sub\":\"bob\",\"company\":7}}}"),
                new Presented("both", "ann", token, 400, "The request says more than once who asks."),
                new Presented(
                        "a certificate and a key",
                        "ann",
                        Map.of("X-API-Key", "x"),
                        400,
                        "The request says more than once who asks."),
                new Presented("two common names", "two", Map.of(), 401, REFUSED),
                new Presented("no common name", "nameless", Map.of(), 401, REFUSED),
                new Presented(
                        "a common name that looks like two",
                        "odd",
                        Map.of(),
                        200,
                        "{\"data\":{\"me\":{\"sub\":\"ann,CN=root\",\"company\":null}}}"),
                new Presented(
                        "headers as proxies send them",
                        null,
                        Map.of(
                                "X-Forwarded-Client-Cert",
                                "Subject=\"CN=ann\"",
                                "X-SSL-Client-S-DN",
                                "CN=ann",
                                "X-SSL-Client-Verify",
                                "SUCCESS",
                                "Client-Cert",
                                ":AAAA:"),
                        401,
                        NOT_SAID));
    }

    @ParameterizedTest
    @MethodSource("presented")
    void aConnectionSaysWhoAsks(Presented presented) throws IOException {
        try (var client = client(presented.certificate)) {
            var response = ask(client, gateway, presented.headers);
            assertEquals(presented.status, response.statusCode());
            var error = Gateway.JSON.readTree(response.body()).path("errors").path(0);
            assertEquals(
                    presented.answer,
                    error.isMissingNode()
                            ? response.body()
                            : error.get("message").asString());
        }
    }

    /** One of another authority, one that is over, and one that is a server's. */
    @Test
    void aCertificateThatIsNotGoodHasNoConnection() {
        for (var name : List.of("stranger", "over", "server")) {
            try (var client = client(name)) {
                assertThrows(IOException.class, () -> ask(client, gateway, Map.of()), name);
            }
        }
    }

    @Test
    void whereOneIsNeededNobodyConnectsWithout() throws IOException {
        try (var needing = start("need");
                var stranger = client(null);
                var ann = client("ann")) {
            assertThrows(IOException.class, () -> ask(stranger, needing, Map.of()));
            assertEquals(200, ask(ann, needing, Map.of()).statusCode());
        }
    }

    @Test
    void theServersCertificateIsReplacedWhileItServes() throws IOException {
        try (var open = client("ann")) {
            assertEquals("CN=first", subject(ask(open, gateway, Map.of())));
            certificates.serve("second");
            var end = Instant.now().plus(Duration.ofSeconds(60));
            var seen = "";
            while (!seen.equals("CN=second")) {
                assertTrue(Instant.now().isBefore(end), "the certificate is still " + seen);
                assertEquals("CN=first", subject(ask(open, gateway, Map.of())));
                try (var fresh = client("ann")) {
                    seen = subject(ask(fresh, gateway, Map.of()));
                }
            }
            assertEquals("CN=first", subject(ask(open, gateway, Map.of())));
            try (var stranger = client("stranger")) {
                assertThrows(IOException.class, () -> ask(stranger, gateway, Map.of()));
            }
        } finally {
            certificates.serve("server");
        }
    }

    private static String subject(HttpResponse<String> response) throws IOException {
        assertEquals(200, response.statusCode());
        var certificate = response.sslSession().orElseThrow().getPeerCertificates()[0];
        return ((X509Certificate) certificate).getSubjectX500Principal().getName();
    }
}
