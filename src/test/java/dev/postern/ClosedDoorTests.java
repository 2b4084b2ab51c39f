package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.Gateway;
import dev.postern.testing.IdentityProject;
import dev.postern.testing.RawConnection;
import dev.postern.testing.RawConnection.Response;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What strangers try at a gateway in production, most of it by bytes that no library would send.
 *
 * <p>{@code hostile/door.txt} has what comes of each: the statuses, and the message of each error; a request that is answered is
 * followed by a good one on its connection, so that a second answer is there where a body was taken for a request. Documents
 * that ask for too much are in {@code HostileRequestTests} and {@code LimitTests}. Run with {@code -Dcases.write=true} to
 * write the answers, and read the difference before you commit it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClosedDoorTests {

    private static final Path EXPECTED = Path.of("src/test/resources/hostile/door.txt");
    private static final String SITE = "https://app.example";
    private static final String BODY = "{\"query\":\"{ __typename }\"}";
    private static final String MUTATION = "{\"query\":\"mutation { renameNotes(text: \\\"theirs\\\") }\"}";
    private static final String LAST =
            "GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private static final Pattern MESSAGE = Pattern.compile("\"message\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern LEAK = Pattern.compile(
            "(?i)jetty|spring|exception|\\bat [a-z]+\\.|java\\.|org\\.|select .* from |pg_|relation |<html");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String database = IdentityProject.newDatabase();
    private final Gateway gateway = IdentityProject.start(
            database,
            "--spring.profiles.active=production",
            "--postern.check=error",
            "--postern.identity.anonymous=true",
            "--postern.cors.origins=" + SITE,
            "--postern.limits.receive-time=1s",
            "--postern.limits.request-size=1KB",
            "--postern.limits.connections=60");

    @AfterAll
    void close() {
        gateway.close();
    }

    @Test
    void nothingComesOfIt() throws Exception {
        var before = notes();
        var usual = time();
        var connections = gateway.connections();
        var answered = new ArrayList<String>();
        for (var attack : attacks().entrySet()) {
            answered.add(attack.getKey() + ": " + answered(attack.getKey(), attack.getValue()));
        }
        compare(answered);
        assertEquals(before, notes());
        assertTrue(answered.size() >= 130, "there are only " + answered.size());
        slowBodiesAreEnded();
        await(() -> gateway.connections() <= connections, "connections are left");
        await(() -> idle().equals("0"), "something runs in Postgres");
        var now = time();
        assertTrue(now.compareTo(usual.multipliedBy(10).plusMillis(200)) < 0, () -> usual + " became " + now);
    }

    /** Fifty of them at once, byte by byte, and the others are answered meanwhile. */
    private void slowBodiesAreEnded() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ended = new ArrayList<Future<String>>();
            for (int i = 0; i < 25; i++) {
                ended.add(threads.submit(() -> dripped(post("", "Content-Length: 1000"), " ")));
                ended.add(threads.submit(() -> dripped(post("", "Transfer-Encoding: chunked"), "1\r\n \r\n")));
            }
            assertEquals(
                    Map.of("__typename", "Query"),
                    Gateway.JSON.convertValue(gateway.ask("{ __typename }").get("data"), Map.class));
            for (var end : ended) {
                assertEquals("408 The body did not come within 1000 ms.", end.get());
            }
        }
    }

    private String dripped(String head, String each) throws IOException {
        try (var connection = RawConnection.open(gateway.uri(""))) {
            connection.send(head);
            var response = connection.drip(each);
            return response == null ? "closed" : told(response);
        }
    }

    /** What an ordinary request takes, half of the time. */
    private Duration time() {
        var times = new ArrayList<Duration>();
        for (int i = 0; i < 41; i++) {
            var start = Instant.now();
            gateway.ask("{ me { role } }");
            times.add(Duration.between(start, Instant.now()));
        }
        return times.stream().sorted().toList().get(20);
    }

    private String idle() {
        return TestServer.text(
                database.replace("identity_gateway@", "postgres@"),
                "select count(*) from pg_stat_activity where usename = 'identity_gateway' and state <> 'idle'"
                        + " and datname = current_database()");
    }

    private static void await(BooleanSupplier condition, String otherwise) throws InterruptedException {
        var end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end), otherwise);
            Thread.sleep(50);
        }
    }

    @Test
    void aListedSiteMayAskAndReadTheAnswer() throws IOException {
        var asked = only(get("/graphql", "Origin: " + SITE, "Access-Control-Request-Method: POST")
                .replace("GET ", "OPTIONS "));
        assertEquals(204, asked.status());
        assertEquals(List.of(SITE), asked.header("Access-Control-Allow-Origin"));
        assertEquals(List.of("GET, POST"), asked.header("Access-Control-Allow-Methods"));
        assertEquals(
                List.of(
                        "Content-Type, Authorization, Idempotency-Key, traceparent, Apollo-Require-Preflight, X-API-Key"),
                asked.header("Access-Control-Allow-Headers"));
        assertEquals(List.of("3600"), asked.header("Access-Control-Max-Age"));
        assertEquals(List.of(), asked.header("Access-Control-Allow-Credentials"));
        var answered = only(sized(BODY, "Origin: " + SITE));
        assertEquals("{\"data\":{\"__typename\":\"Query\"}}", answered.body());
        assertEquals(List.of(SITE), answered.header("Access-Control-Allow-Origin"));
        assertEquals(List.of("Origin, Accept-Encoding"), answered.header("Vary"));
    }

    @Test
    void otherSitesAreToldNothing() throws IOException {
        for (var origin : List.of("https://evil.example", "null", "https://app.example.evil.example")) {
            var answered = only(sized(BODY, "Origin: " + origin));
            assertEquals(200, answered.status());
            assertFalse(answered.head().contains("Access-Control-"), answered.head());
            assertEquals(List.of("Origin, Accept-Encoding"), answered.header("Vary"));
        }
    }

    @Test
    void everyAnswerSaysWhatBrowsersMayNotDoWithIt() throws IOException {
        for (var request : List.of(sized(BODY), sized("{"), get("/graphiql"), get("/nothing"))) {
            var answer = only(request);
            assertEquals(List.of("nosniff"), answer.header("X-Content-Type-Options"), answer.head());
            assertEquals(List.of("DENY"), answer.header("X-Frame-Options"), answer.head());
            assertEquals(List.of("no-referrer"), answer.header("Referrer-Policy"), answer.head());
            assertEquals(List.of("same-origin"), answer.header("Cross-Origin-Resource-Policy"), answer.head());
            assertEquals(
                    List.of("default-src 'none'; frame-ancestors 'none'"),
                    answer.header("Content-Security-Policy"),
                    answer.head());
            assertEquals(List.of(), answer.header("Strict-Transport-Security"), answer.head());
        }
    }

    private Response only(String request) throws IOException {
        try (var connection = RawConnection.open(gateway.uri(""))) {
            connection.send(request);
            var response = connection.response();
            assertTrue(response != null, "the server hung up");
            return response;
        }
    }

    private String answered(String name, String request) throws IOException {
        try (var connection = RawConnection.open(gateway.uri(""))) {
            connection.send(request);
            var responses = connection.responses(LAST);
            responses.forEach(response -> assertSafe(name, response));
            return responses.stream().map(ClosedDoorTests::told).collect(Collectors.joining(" | "));
        }
    }

    private static String told(Response response) {
        var messages = MESSAGE.matcher(response.body())
                .results()
                .map(found -> " " + found.group(1))
                .collect(Collectors.joining());
        return response.status() + (messages.isEmpty() && response.status() == 200 ? " " + response.body() : messages);
    }

    private static void assertSafe(String name, Response response) {
        var all = response.head() + response.body();
        assertFalse(LEAK.matcher(all).find(), () -> name + " leaks: " + all);
        assertEquals(List.of(), response.header("Server"), name);
        if (!response.body().isEmpty()) {
            assertEquals(List.of("nosniff"), response.header("X-Content-Type-Options"), () -> name + ": " + all);
        }
    }

    private static void compare(List<String> answers) throws IOException {
        var text = String.join("\n", answers) + "\n";
        if (Boolean.getBoolean("cases.write")) {
            Files.writeString(EXPECTED, text);
        }
        assertEquals(Files.readString(EXPECTED), text);
    }

    private String notes() {
        return TestServer.text(
                database.replace("identity_gateway@", "postgres@"),
                "select string_agg(n::text, ' ' order by id) from note n");
    }

    private static Map<String, String> attacks() {
        var attacks = new LinkedHashMap<String, String>();
        lengths(attacks);
        encodings(attacks);
        heads(attacks);
        paths(attacks);
        methods(attacks);
        otherSites(attacks);
        introspection(attacks);
        guesses(attacks);
        return attacks;
    }

    /** A POST of JSON with these headers besides. */
    private static String post(String body, String... headers) {
        return "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + Arrays.stream(headers).map(header -> header + "\r\n").collect(Collectors.joining()) + "\r\n" + body;
    }

    private static String sized(String body, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.add("Content-Length: " + body.length());
        return post(body, all.toArray(String[]::new));
    }

    private static String get(String target, String... headers) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n"
                + Arrays.stream(headers).map(header -> header + "\r\n").collect(Collectors.joining()) + "\r\n";
    }

    private static String query(String document) {
        return "/graphql?query=" + URLEncoder.encode(document, StandardCharsets.UTF_8);
    }

    private static String asking(String document) {
        var body = Gateway.JSON.writeValueAsBytes(Map.of("query", document));
        return sized(new String(body, StandardCharsets.ISO_8859_1));
    }

    private static void lengths(Map<String, String> attacks) {
        var size = BODY.length();
        attacks.put("two lengths", post(BODY, "Content-Length: " + size, "Content-Length: 0"));
        attacks.put("two lengths that agree", post(BODY, "Content-Length: " + size, "Content-Length: " + size));
        attacks.put("a list of lengths", post(BODY, "Content-Length: " + size + ", " + size));
        attacks.put("a negative length", post(BODY, "Content-Length: -1"));
        attacks.put("a length with a sign", post(BODY, "Content-Length: +" + size));
        attacks.put("a length in hexadecimal", post(BODY, "Content-Length: 0x1a"));
        attacks.put("an empty length", post(BODY, "Content-Length:"));
        attacks.put("a length beyond numbers", post(BODY, "Content-Length: 99999999999999999999"));
        attacks.put("a length that is never sent", post(BODY, "Content-Length: " + Long.MAX_VALUE));
        attacks.put("a body over the limit", sized("{\"query\":\"" + " ".repeat(2000) + "\"}"));
        attacks.put(
                "a body over the limit in chunks",
                post("800\r\n" + " ".repeat(0x800) + "\r\n0\r\n\r\n", "Transfer-Encoding: chunked"));
    }

    private static void encodings(Map<String, String> attacks) {
        var chunked = Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n0\r\n\r\n";
        attacks.put("a length beside chunks", post(chunked, "Content-Length: 4", "Transfer-Encoding: chunked"));
        attacks.put("chunks beside a length", post(chunked, "Transfer-Encoding: chunked", "Content-Length: 4"));
        attacks.put("chunks that are no chunks", post(chunked, "Transfer-Encoding: xchunked"));
        attacks.put("chunks twice", post(chunked, "Transfer-Encoding: chunked", "Transfer-Encoding: chunked"));
        attacks.put("chunks and nothing", post(chunked, "Transfer-Encoding: chunked, identity"));
        attacks.put("a space before the colon", post(chunked, "Transfer-Encoding : chunked"));
        attacks.put("a tab in the encoding", post(chunked, "Transfer-Encoding:\u000bchunked"));
        attacks.put("a chunk of another size", post("zz\r\n" + BODY + "\r\n0\r\n\r\n", "Transfer-Encoding: chunked"));
        attacks.put("a negative chunk", post("-1\r\n" + BODY, "Transfer-Encoding: chunked"));
        attacks.put("a chunk beyond numbers", post("fffffffffffffffff\r\n" + BODY, "Transfer-Encoding: chunked"));
        attacks.put("chunks with bare line feeds", post(chunked.replace("\r", ""), "Transfer-Encoding: chunked"));
        attacks.put(
                "a chunk's end that hides a request",
                post("1\r\n{\r\n0\r\n\r\n" + get("/graphiql"), "Transfer-Encoding: chunked"));
    }

    private static void heads(Map<String, String> attacks) {
        attacks.put("bare line feeds", sized(BODY).replace("\r\n", "\n"));
        attacks.put("a bare carriage return", sized(BODY, "X-A: a\rX-B: b"));
        attacks.put("a NUL in a header", sized(BODY, "X-A: a\u0000b"));
        attacks.put("a folded header", sized(BODY, "X-A: a\r\n b"));
        attacks.put("a header without a colon", sized(BODY, "X-A"));
        attacks.put("a header without a name", sized(BODY, ": a"));
        attacks.put("a header with a space in its name", sized(BODY, "X A: a"));
        attacks.put("no host", "GET /graphql HTTP/1.1\r\n\r\n");
        attacks.put("two hosts", get(query("{ __typename }"), "Host: other"));
        attacks.put("a host of two words", "GET /graphql HTTP/1.1\r\nHost: a b\r\n\r\n");
        attacks.put("a request of HTTP/0.9", "GET /graphql\r\n\r\n");
        attacks.put("a request of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        attacks.put("a request of HTTP/3", "GET /graphql HTTP/3.0\r\nHost: localhost\r\n\r\n");
        attacks.put("a handshake of TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n");
        attacks.put("an expectation that is none", sized(BODY, "Expect: more"));
        attacks.put("another site's forwarding", get(query("{ __typename }"), "X-Forwarded-Host: evil.example"));
        attacks.put("a token of nonsense", get(query("{ __typename }"), "Authorization: Bearer ' or 1=1 --"));
        attacks.put("two tokens", get(query("{ __typename }"), "Authorization: Bearer a", "Authorization: Bearer b"));
        attacks.put("a body in gzip", sized("\u001f\u008b\u0008\u0000", "Content-Encoding: gzip"));
    }

    private static void paths(Map<String, String> attacks) {
        for (var path : List.of(
                "/",
                "/graphql/",
                "//graphql",
                "/GraphQL",
                "/graphql%2f",
                "/graphql%00",
                "/graphql/..%2fgraphiql",
                "/..;/graphiql",
                "/%2e%2e/graphiql",
                "/graphiql",
                "/%67raphiql",
                "/graphiql/examples",
                "/graphiql/reload",
                "/graphiql;a=b",
                "/console/graphiql.js",
                "/console/../console/graphiql.html",
                "/console//graphiql.js",
                "//console/graphiql.js",
                "/_static/graphiql/graphiql.min.js",
                "/actuator",
                "/actuator/env",
                "/actuator/heapdump",
                "/error",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/.env",
                "/schema/notes.graphqls",
                "/application.yml",
                "/graphql\u00e4",
                "/a b")) {
            attacks.put("the path " + path.replace("\u00e4", "\\xe4"), get(path));
        }
    }

    private static void methods(Map<String, String> attacks) {
        var mutation = query("mutation { renameNotes(text: \"theirs\") }");
        attacks.put("a mutation by GET", get(mutation));
        attacks.put("a mutation by GET that says it is a POST", get(mutation, "X-HTTP-Method-Override: POST"));
        attacks.put(
                "a mutation by GET with a body", get("/graphql", "Content-Length: " + MUTATION.length()) + MUTATION);
        attacks.put(
                "a mutation beside a query by GET",
                get(query("query a { __typename } mutation b { renameNotes(text: \"x\") }") + "&operationName=b"));
        attacks.put("a mutation by HEAD", get(mutation).replace("GET ", "HEAD "));
        attacks.put("TRACE", get("/graphql").replace("GET ", "TRACE "));
        attacks.put("CONNECT", "CONNECT localhost:5432 HTTP/1.1\r\nHost: localhost\r\n\r\n");
        attacks.put("OPTIONS of everything", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n");
        attacks.put("a method in small letters", sized(BODY).replace("POST ", "post "));
        attacks.put("a method of our own", sized(BODY).replace("POST ", "PWN "));
        attacks.put("the site of somebody else in the URL", get("http://evil.example" + query("{ __typename }")));
    }

    /** What a page can have a browser send without asking first. */
    private static void otherSites(Map<String, String> attacks) {
        var evil = "Origin: https://evil.example";
        for (var type : List.of(
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=a",
                "text/plain; application/json",
                "text/plain;a=application/json",
                "application/json+text",
                "*/*")) {
            attacks.put(
                    "a form of type " + type,
                    sized(MUTATION, evil).replace("Content-Type: application/json", "Content-Type: " + type));
        }
        attacks.put("a form of no type", sized(MUTATION, evil).replace("Content-Type: application/json\r\n", ""));
        attacks.put(
                "a form with a document in the URL",
                sized("a=b", evil)
                        .replace("POST /graphql", "POST " + query("mutation { renameNotes(text: \"theirs\") }"))
                        .replace("application/json", "application/x-www-form-urlencoded"));
        for (var origin : List.of(
                "https://evil.example",
                "null",
                "*",
                "http://app.example",
                "https://app.example.evil.example",
                "https://app.example:8443",
                "https://appxexample",
                "https://app.example/",
                "HTTPS://APP.EXAMPLE",
                "https://evil.example https://app.example")) {
            attacks.put(
                    "a question before a request by " + origin,
                    get("/graphql", "Origin: " + origin, "Access-Control-Request-Method: POST")
                            .replace("GET ", "OPTIONS "));
        }
    }

    private static void introspection(Map<String, String> attacks) {
        for (var document : List.of(
                "{ __schema { types { name } } }",
                "{ a: __schema { types { name } } }",
                "{ __type(name: \"Note\") { fields { name } } }",
                "{ ... { __schema { types { name } } } }",
                "{ ... on Query { __type(name: \"Note\") { name } } }",
                "{ ...f } fragment f on Query { __schema { types { name } } }",
                "{ __typename @skip(if: true) __schema @include(if: false) { types { name } } }",
                "query($n: String!) { __type(name: $n) { name } }",
                "query a { __typename } query b { __schema { types { name } } }",
                "{,,__schema,#\n,{types{name}}}",
                "{ __schema { nope } }",
                "mutation { __schema { types { name } } }",
                "subscription { __schema { types { name } } }",
                "{ _service { sdl } }",
                "{ _entities(representations: []) { __typename } }")) {
            attacks.put("introspection by " + document.replace("\n", "\\n"), asking(document));
        }
        attacks.put("introspection by GET", get(query("{ __schema { types { name } } }")));
        attacks.put("the name of a type", asking("{ __typename }"));
    }

    /** What is not there must say no more than that. */
    private static void guesses(Map<String, String> attacks) {
        for (var document : List.of(
                "{ note }",
                "{ not }",
                "{ notes }",
                "{ note(id: 1) { txt } }",
                "{ note(di: 1) { id } }",
                "{ note(id: [1]) { id } }",
                "{ note(id: {a: 1}) { id } }",
                "{ note(id: $a) { id } }",
                "query($a: Boolean) { note(id: $a) { id } }",
                "query($a: Not) { __typename }",
                "{ note(id: 1) { id { a } } }",
                "{ notes { ... on Caller { sub } } }",
                "{ notes { ... on Not { sub } } }",
                "{ a: me { sub } a: note(id: 1) { id } }",
                "{ me { a: sub } me { a: company } }",
                "{ secret }",
                "{ secret @not }",
                "{ note(id: \"x\") { id } }",
                "{ note(id: 99999999999999999999999) { id } }",
                "mutation { addNote { id } }",
                "mutation { addNote(text: null) { id } }",
                "mutation { addNote(text: \"theirs\") { id } }",
                "mutation { addNot(text: \"theirs\") { id } }")) {
            attacks.put("a guess by " + document, asking(document));
        }
        attacks.put(
                "a guess by a variable",
                sized("{\"query\":\"mutation($t: String!) { addNote(text: $t) { id } }\",\"variables\":{\"t\":[1]}}"));
        attacks.put(
                "a guess by a variable that is missing",
                sized("{\"query\":\"mutation($t: String!) { addNote(text: $t) { id } }\"}"));
        attacks.put("letters that look like others", asking("{ n\u043ete(id: 1) { id } }"));
        attacks.put("a mark of byte order", sized("\u00ef\u00bb\u00bf" + BODY));
        attacks.put("half a character", sized("{\"query\":\"{ note(id: \\\"\\ud800\\\") { id } }\"}"));
        attacks.put("letters from right to left", asking("{ note(id: \"\u202e1\") { id } }"));
        attacks.put("bytes that are no UTF-8", sized("{\"query\":\"{ note(id: \\\"\u00c0\u00af\\\") { id } }\"}"));
    }
}
