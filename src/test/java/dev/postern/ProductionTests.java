package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The profile {@code production}: what it refuses; {@code ClosedDoorTests} serve in it. */
class ProductionTests {

    private static final String PROFILE = "--spring.profiles.active=production";

    /** All of it at once, before a database is touched. */
    @Test
    void whatIsOpenIsNotServed(@TempDir Path project) {
        assertEquals(
                """
                In the profile 'production' this is not served:
                - postern.dev is on, which serves what is not finished and accepts tokens that anybody can make. Leave it out.
                - The embedded database may lose what it is told. Name another one by postern.database.url.
                - Nobody is asked who they are. docs/security.md says how to identify callers; postern.identity.anonymous=true\
                 says that this is meant.
                - postern.check is not error, so that what does not fit the database would be served. Leave it out.""",
                refusal(project, PROFILE, "--postern.dev=true", "--postern.check=warn"));
    }

    @Test
    void eachIsRefusedAlone(@TempDir Path project) {
        var sound = List.of(
                PROFILE, "--postern.database.url=postgresql://localhost:1/none", "--postern.identity.anonymous=true");
        for (var open : List.of("--postern.dev=true", "--postern.check=off")) {
            var settings = new ArrayList<>(sound);
            settings.add(open);
            var refused = refusal(project, settings.toArray(String[]::new));
            assertEquals(2, refused.lines().count(), refused);
        }
        var anonymous = refusal(project, PROFILE, sound.get(1));
        assertTrue(anonymous.contains("- Nobody is asked who they are."), anonymous);
        assertEquals(2, anonymous.lines().count(), anonymous);
        // the settings are sound, and what stops the start is that there is no project
        assertTrue(refusal(project, sound.toArray(String[]::new)).contains("SCHEMA-100"));
    }

    private static String refusal(Path project, String... settings) {
        var arguments = new ArrayList<>(List.of(settings));
        arguments.add("--postern.project=" + project);
        arguments.add("--server.port=0");
        var failure = assertThrows(RuntimeException.class, () -> TestApplication.start(run -> {}, arguments));
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .reduce((outer, inner) -> inner)
                .map(Throwable::getMessage)
                .orElse("");
    }

    @Test
    void aGatewayIsToldNeitherTheSdlNorHowLongFieldsTake() {
        var hidden = List.of("--postern.federation.sdl=false", "--postern.federation.traces=false");
        try (var gateway = Gateway.start(
                Path.of("src/test/resources/federation"),
                TestServer.newDatabase(),
                hidden.toArray(String[]::new))) {
            assertEquals(
                    "{\"errors\":[{\"message\":\"The SDL is not told here.\",\"extensions\":"
                            + "{\"code\":\"GRAPHQL_VALIDATION_FAILED\",\"errorType\":\"BAD_REQUEST\"}}]}",
                    gateway.ask("{ _service { sdl } }").toString());
            var traced = gateway.send(HttpRequest.newBuilder(gateway.uri("/graphql"))
                    .header("Content-Type", "application/json")
                    .header("apollo-federation-include-trace", "ftv1")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"query\": \"{ __typename }\"}"))
                    .build());
            assertEquals("{\"data\":{\"__typename\":\"Query\"}}", traced.body());
            assertFalse(gateway.ask("{ __schema { queryType { name } } }").has("errors"));
        }
    }
}
