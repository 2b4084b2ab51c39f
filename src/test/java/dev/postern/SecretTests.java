package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import dev.postern.command.CheckOptions;
import dev.postern.command.Usage;
import dev.postern.identity.TestTokens;
import dev.postern.testing.Gateway;
import dev.postern.testing.IdentityProject;
import dev.postern.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A word that stands for what nobody may read, put wherever it can be put, and looked for in all that is said. */
class SecretTests {

    private static final String SECRET = "Zq9kW4";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url=postgresql://ann:Zq9kW4@localhost:1/none",
                "url=postgresql://ann:x@Zq9kW4@localhost:1/none",
                "url=postgresql://ann:x/Zq9kW4@localhost:1/none",
                "url=postgresql://ann:x?Zq9kW4@localhost:1/none",
                "url=postgresql://ann:x?Zq9kW4=1@localhost:1/none",
                "url=postgresql://ann:x#Zq9kW4@localhost:1/none",
                "url=postgresql://ann:x%Zq9kW4@localhost:1/none",
                "url=postgresql://ann:x:Zq9kW4@localhost:1/none",
                "url=postgresql://ann:x Zq9kW4@localhost:1/none",
                "url=postgresql://ann:Zq9kW4",
                "url=postgresql://:Zq9kW4@localhost:1/none",
                "url=ann:Zq9kW4@localhost:1/none",
                "url=mysql://ann:Zq9kW4@localhost:1/none",
                "url=jdbc:postgresql://localhost:1/none?user=ann&password=Zq9kW4",
                "url=jdbc:postgresql://localhost:1/none?user=ann&pasword=Zq9kW4",
                "url=jdbc:postgresql://localhost:1/none?password=Zq9kW4&loginTimeout=x",
                "url=postgresql://localhost:1/none?password=Zq9kW4",
                "url=postgresql://localhost:1/none?pasword=Zq9kW4",
                "pasword=Zq9kW4",
                "password=Zq9kW4"
            })
    void aPasswordIsSaidByNoCommand(String setting, @TempDir Path folder) {
        var settings = List.of(
                "--postern.project=" + folder, "--postern.database.start-wait=0s", "--postern.database." + setting);
        var said = new ByteArrayOutputStream();
        var options = new CheckOptions(CheckOptions.Format.JSON, false, false, null, null, null, settings);
        var code = CheckProcess.run(options, new PrintStream(said), new PrintStream(said));
        assertFalse(said.toString(StandardCharsets.UTF_8).contains(SECRET), said.toString(StandardCharsets.UTF_8));
        assertTrue(code != 0, said.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aPasswordIsSaidByNoCheckAgainstAnother(@TempDir Path folder) {
        var said = new ByteArrayOutputStream();
        var settings = List.of("--postern.project=" + folder, "--postern.database.start-wait=0s");
        var options = new CheckOptions(
                CheckOptions.Format.TEXT, false, false, null, "postgresql://ann:Zq9kW4@localhost:1/x", null, settings);
        CheckProcess.run(options, new PrintStream(said), new PrintStream(said));
        assertFalse(said.toString(StandardCharsets.UTF_8).contains(SECRET), said.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postern.identity.jwt.secret=Zq9kW4",
                "postern.identity.jwt.public-key=Zq9kW4",
                "postern.identity.jwt.secrt=Zq9kW4",
                "postern.migration.password=Zq9kW4"
            })
    void aSecretIsSaidByNoStart(String setting, @TempDir Path folder) {
        var arguments = List.of(
                "--postern.project=" + folder,
                "--server.port=0",
                "--postern.identity.jwt.issuer=a",
                "--postern.identity.jwt.audience=a",
                "--" + setting);
        var failure = assertThrows(RuntimeException.class, () -> TestApplication.start(run -> {}, arguments));
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertFalse(trace.toString().contains(SECRET), trace.toString());
    }

    @Test
    void noHelpHasASecret() {
        for (var command : List.of("", "check", "schema", "token", "key")) {
            assertFalse(Usage.of(command).contains(SECRET));
        }
    }

    /** At {@code debug} of all of ours, which nobody has by default. */
    @Test
    void noLineOfTheLogHasWhatSomebodySent() {
        var url = IdentityProject.newDatabase();
        try (var gateway = IdentityProject.start(
                url, "--postern.identity.anonymous=true", "--postern.identity.api-keys.table=postern_api_key")) {
            var logged = TestApplication.logged(
                    Level.DEBUG, () -> hostile().forEach(request -> send(gateway, request(gateway, request))));
            assertTrue(logged.contains("A token was refused"), logged);
            assertTrue(logged.contains("Query.me"), logged);
            assertFalse(logged.contains(SECRET), logged);
        }
    }

    /** Who is refused before all was read may find the connection closed with the next request. */
    private static void send(Gateway gateway, HttpRequest request) {
        try {
            gateway.send(request);
        } catch (IllegalStateException closed) {
            gateway.send(request);
        }
    }

    /**
     * What somebody sends.
     *
     * @param header with its value, empty for none
     */
    private record Sent(String header, String query, Map<String, ?> variables) {}

    private static List<Sent> hostile() {
        var expired = TestTokens.secret(claims -> claims.subject(SECRET).expirationTime(Date.from(Instant.EPOCH)));
        var other = TestTokens.secret(claims -> claims.subject(SECRET).issuer(SECRET));
        var good = TestTokens.secret(claims -> claims.subject(SECRET).claim("company", 1));
        var sent = new ArrayList<Sent>();
        for (var header : List.of(
                "",
                "Authorization: Bearer Zq9kW4",
                "Authorization: Bearer Zq9kW4.Zq9kW4.Zq9kW4",
                "Authorization: Basic Zq9kW4",
                "Authorization: Bearer " + expired,
                "Authorization: Bearer " + other,
                "Authorization: Bearer " + good,
                "X-API-Key: Zq9kW4",
                "Idempotency-Key: Zq9kW4",
                "traceparent: Zq9kW4")) {
            sent.add(new Sent(header, "{ me { sub all } }", Map.of()));
            sent.add(new Sent(header, "{ Zq9kW4 }", Map.of()));
            sent.add(new Sent(header, "{ note(id: \"Zq9kW4\") { id } }", Map.of()));
            sent.add(new Sent(header, "query Zq9kW4($i: ID!) { note(id: $i) { id } }", Map.of("i", SECRET)));
            sent.add(new Sent(header, "mutation($t: String!) { addNote(text: $t) { id } }", Map.of("t", SECRET)));
            sent.add(
                    new Sent(header, "mutation($t: String!) { addNote(text: $t) { id } }", Map.of("t", SECRET + "\0")));
            sent.add(new Sent(
                    header, "{ spoof(input: {a: \"Zq9kW4\"}, sub: \"Zq9kW4\") { sub __typename } }", Map.of()));
        }
        return sent;
    }

    private static HttpRequest request(Gateway gateway, Sent sent) {
        var body = Gateway.JSON.writeValueAsString(Map.of("query", sent.query, "variables", sent.variables));
        var uri = gateway.uri("/graphql?a=" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!sent.header.isEmpty()) {
            var parts = sent.header.split(": ", 2);
            request.header(parts[0], parts[1]);
        }
        return request.build();
    }

    /** Postgres names the row that is there already; the log would have it. */
    @Test
    void aRefusalOfTheDriverHasNoRow() throws SQLException {
        var url = TestServer.newDatabase();
        TestServer.execute(url, "create table person (email text primary key); insert into person values ('Zq9kW4')");
        try (var database = TestServer.open(Path.of("src/test/resources/limits"), url, 1, false);
                var connection = database.borrow();
                var statement = connection.createStatement()) {
            statement.execute("set default_transaction_read_only = off");
            var refused =
                    assertThrows(SQLException.class, () -> statement.execute("insert into person values ('Zq9kW4')"));
            assertEquals("ERROR: duplicate key value violates unique constraint \"person_pkey\"", refused.getMessage());
        }
    }
}
