package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What people should not send, over the project of the golden case {@code contract}.
 *
 * <p>{@code hostile/requests.json} holds the requests; {@code hostile/answers.txt} what comes, one line each: status,
 * code and message of each error. None of them changes anything. Run with {@code -Dcases.write=true} to write the
 * answers, and read the difference before you commit it.
 */
class HostileRequestTests {

    private static final Path FOLDER = Path.of("src/test/resources/hostile");
    private static final Pattern REPEATED = Pattern.compile("⟦(\\d+):(.*?)⟧");
    private static final Pattern LEAK = Pattern.compile(
            "Exception|\\bat [a-z]+\\.|java\\.|org\\.|graphql\\.|Value\\{|(?i)select .* from |insert into|update [a-z]+ set|delete from|pg_|"
                    + "\\bbook_(title|author)_(given|fkey)|relation |LinkedHashMap");

    @Test
    void eachIsRefusedClearlyAndChangesNothing() throws Exception {
        var database = TestServer.newDatabase();
        try (var gateway = Gateway.start(Path.of("src/test/resources/cases/contract"), database)) {
            var before = contents(database);
            var answers = new ArrayList<String>();
            for (var request : Gateway.JSON.readTree(Files.readString(FOLDER.resolve("requests.json")))) {
                answers.add(answer(gateway, request));
            }
            compare(answers);
            assertEquals(before, contents(database));
            assertTrue(answers.size() >= 100, "there are only " + answers.size());
        }
    }

    private static String answer(Gateway gateway, JsonNode request) {
        var start = System.nanoTime();
        var response = gateway.send(http(gateway, request));
        var seconds = (System.nanoTime() - start) / 1e9;
        var name = request.get("name").asString();
        assertFalse(LEAK.matcher(response.body()).find(), () -> name + " leaks: " + response.body());
        assertTrue(seconds < 20, name + " took " + seconds + " s");
        return name + ": " + response.statusCode() + told(response);
    }

    private static HttpRequest http(Gateway gateway, JsonNode request) {
        var uri = URI.create(gateway.uri("") + request.get("path").asString());
        var builder = HttpRequest.newBuilder(uri)
                .method(
                        request.get("method").asString(),
                        HttpRequest.BodyPublishers.ofString(
                                expanded(request.get("body").asString())));
        request.get("headers")
                .properties()
                .forEach(header ->
                        builder.header(header.getKey(), header.getValue().asString()));
        return builder.build();
    }

    /** {@code ⟦3:ab⟧} stands for {@code ababab}. */
    private static String expanded(String body) {
        return REPEATED.matcher(body)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(2).repeat(Integer.parseInt(found.group(1)))));
    }

    private static String told(HttpResponse<String> response) {
        var told = new StringBuilder();
        var body = Gateway.JSON.readTree(response.body());
        for (var error : body.path("errors")) {
            var extensions = error.get("extensions");
            told.append(" ")
                    .append(extensions.get("code").asString())
                    .append(" ")
                    .append(error.get("message").asString());
        }
        if (body.has("data")) {
            told.append(" ").append(body.get("data"));
        }
        return told.toString()
                .replaceAll("Internal error [0-9a-f]{8}", "Internal error <id>")
                .replace("\n", "\\n");
    }

    private static void compare(List<String> answers) throws IOException {
        var file = FOLDER.resolve("answers.txt");
        var text = String.join("\n", answers) + "\n";
        if (Boolean.getBoolean("cases.write")) {
            Files.writeString(file, text);
        }
        assertEquals(Files.readString(file), text);
    }

    private static List<String> contents(String database) throws SQLException {
        var contents = new ArrayList<String>();
        try (var connection = TestServer.connect(database);
                var statement = connection.createStatement();
                var result = statement.executeQuery(
                        "select t::text from (select 'book', b::text from book b union all select 'author', a::text from author a"
                                + " union all select 'copy', c::text from copy c) t order by 1")) {
            while (result.next()) {
                contents.add(result.getString(1));
            }
        }
        return contents;
    }
}
