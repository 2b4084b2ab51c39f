package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.Gateway;
import dev.postern.testing.HttpConnection;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What is ended while it runs, on both paths: by its rows, by its time, and because its client has gone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitTests {

    private static final Path PROJECT = Path.of("src/test/resources/limits");

    private final List<Served> paths = List.of(Served.on("direct"), Served.on("reference"));

    /** A gateway on one of the paths, and a look at its database from outside. */
    record Served(String path, Gateway gateway, Connection database) {

        static Served on(String path) {
            var url = TestServer.newDatabase();
            try {
                var database = TestServer.connect(url);
                var gateway = Gateway.start(
                        PROJECT,
                        url,
                        "--postern.execution.path=" + path,
                        "--postern.limits.rows=1000",
                        "--postern.limits.statements=8",
                        "--postern.limits.statement-time=2s",
                        "--postern.limits.request-time=4s");
                return new Served(path, gateway, database);
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }

        long count(String sql) throws SQLException {
            try (var statement = database.createStatement();
                    var result = statement.executeQuery(sql)) {
                result.next();
                return result.getLong(1);
            }
        }

        long sleeping() throws SQLException {
            return count("select count(*) from pg_stat_activity where datname = current_database()"
                    + " and state <> 'idle' and query like '%pg_sleep%' and pid <> pg_backend_pid()");
        }

        void awaitSleeping(long number) throws SQLException, InterruptedException {
            for (int i = 0; sleeping() != number; i++) {
                assertTrue(i < 30_000, () -> "there are never " + number + " that sleep");
                Thread.sleep(1);
            }
        }

        @Override
        public String toString() {
            return path;
        }
    }

    List<Served> paths() {
        return paths;
    }

    @AfterAll
    void close() throws SQLException {
        for (var served : paths) {
            served.gateway.close();
            served.database.close();
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aListHasItsMostRows(Served served) {
        assertEquals(
                1000,
                ask(served, "{ numbers(most: 1000) { id } }")
                        .at("/data/numbers")
                        .size());
        assertEquals("""
                {"errors":[{"message":"Query.numbers: the list has 1,001 rows; the most is 1,000.","locations":[{"line":1,"column":3}],\
                "path":["numbers"],\
                "extensions":{"code":"LIMIT_EXCEEDED","errorType":"BAD_REQUEST"}}],"data":null}""", text(ask(served, "{ numbers(most: 1001) { id } }")));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aListThatIsTooLongIsItsParentsErrorOnly(Served served) {
        served.gateway.runs();
        var answer = ask(served, "{ numbers(most: 3) { id parts(most: 400) { id again(seconds: 0) { id } } } }");
        assertEquals(
                "[{\"message\":\"Nap.parts: the list has 1,200 rows; the most is 1,000.\",\"locations\":[{\"line\":1,\"column\":25}],"
                        + "\"path\":[\"numbers\",2,\"parts\"],"
                        + "\"extensions\":{\"code\":\"LIMIT_EXCEEDED\",\"errorType\":\"BAD_REQUEST\"}}]",
                text(answer.get("errors")));
        assertEquals(800, answer.at("/data/numbers/1/parts").size());
        assertTrue(answer.at("/data/numbers/2/parts").isNull());
        assertEquals(3, served.gateway.runs().size());
    }

    @ParameterizedTest
    @MethodSource("paths")
    void whatAMutationDidIsAllShown(Served served) {
        assertEquals(
                1500,
                ask(served, "mutation { count(to: 1500) { id } }")
                        .at("/data/count")
                        .size());
    }

    @ParameterizedTest
    @MethodSource("paths")
    void statementsAreCountedBeforeAnyRuns(Served served) {
        served.gateway.runs();
        var names = new ArrayList<String>();
        for (int i = 0; i < 9; i++) {
            names.add("n" + i + ": numbers(most: 1) { id }");
        }
        var nine = String.join(" ", names);
        var error = "{\"errors\":[{\"message\":\"The operation can run 9 statements; the most is 8.\","
                + "\"extensions\":{\"code\":\"LIMIT_EXCEEDED\",\"errorType\":\"BAD_REQUEST\"}}]}";
        assertEquals(error, text(ask(served, "{ " + nine + " }")));
        assertEquals(error, text(ask(served, "{ __schema { queryType { name } } " + nine + " }")));
        assertEquals(0, served.gateway.runs().size());
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aStatementHasItsTime(Served served) throws SQLException {
        assertEquals(
                "Query.nap: it took longer than it may, which is 2 s at the most.",
                message(ask(served, "{ nap(seconds: 5) { id } }"), "TIMEOUT"));
        assertEquals(0, served.sleeping());
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aRequestHasItsTime(Served served) throws SQLException {
        served.gateway.runs();
        var again = "again(seconds: 0.8) { ".repeat(6);
        var answer = ask(served, "{ nap(seconds: 0.8) { " + again + "id" + " }".repeat(8));
        assertEquals(
                "Nap.again: the request took longer than 4 s, the most that one may take.", message(answer, "TIMEOUT"));
        assertEquals(0, served.sleeping());
        var ran = served.gateway.runs().size();
        assertTrue(ran < 7, () -> ran + " of 7 ran, and take 5.6 s");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aMutationIsRolledBackWhenItsTimeIsOver(Served served) throws SQLException {
        var answer = ask(
                served,
                "mutation { a: mark(name: \"kept\", seconds: 0.8) b: mark(name: \"kept\", seconds: 0.8)"
                        + " c: mark(name: \"kept\", seconds: 0.8) d: mark(name: \"kept\", seconds: 0.8)"
                        + " e: mark(name: \"late\", seconds: 5) f: mark(name: \"later\", seconds: 0) }");
        assertEquals(
                "Mutation.mark: the request took longer than 4 s, the most that one may take.",
                message(answer, "TIMEOUT"));
        assertTrue(served.count("select count(*) from mark where name = 'kept'") > 0);
        assertEquals(0, served.count("select count(*) from mark where name like 'late%'"));
    }

    /** A machine that is busy may take its time now and then; the statement's own end would come after two seconds each time. */
    @ParameterizedTest
    @MethodSource("paths")
    void aClientThatGoesTakesItsStatementsAlong(Served served) throws Exception {
        for (var abort : List.of(true, false)) {
            var gone = new ArrayList<Long>();
            do {
                gone.add(leave(served, "{ a: nap(seconds: 5) { id } }", abort).toMillis());
            } while (gone.getLast() > 100 && gone.size() < 20);
            assertTrue(gone.getLast() <= 100, () -> "gone after " + gone + " ms");
        }
        assertEquals(
                "1",
                ask(served, "{ nap(seconds: 0) { id } }").at("/data/nap/id").asString());
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aClientThatGoesTakesBackWhatIsNotCommitted(Served served) throws Exception {
        leave(served, "mutation { mark(name: \\\"left\\\", seconds: 5) }", true);
        Thread.sleep(50);
        assertEquals(0, served.count("select count(*) from mark where name = 'left'"));
    }

    /** How long statements went on after their client had left. */
    private static Duration leave(Served served, String document, boolean abort) throws Exception {
        try (var client = HttpConnection.open(served.gateway.uri("/graphql"))) {
            client.send("/graphql", "{\"query\": \"" + document + "\"}");
            served.awaitSleeping(1);
            Thread.sleep(60);
            var start = System.nanoTime();
            go(client, abort);
            served.awaitSleeping(0);
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }

    private static void go(HttpConnection client, boolean abort) throws IOException {
        if (abort) {
            client.abort();
        } else {
            client.close();
        }
    }

    private static JsonNode ask(Served served, String document) {
        return served.gateway.ask(document);
    }

    private static String message(JsonNode answer, String code) {
        var error = answer.at("/errors/0");
        assertEquals(code, error.at("/extensions/code").asString(), answer::toString);
        return error.get("message").asString();
    }

    private static String text(JsonNode node) {
        return Gateway.JSON.writeValueAsString(node);
    }
}
