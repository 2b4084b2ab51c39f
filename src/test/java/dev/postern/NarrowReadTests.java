package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Postgres is asked for, and what it does then, when a client did not select everything. */
class NarrowReadTests {

    private static final Path PROJECT = Path.of("src/test/resources/narrow");
    private static final Pattern SCAN = Pattern.compile("(?:Scan|Scan using \\w+) on (\\w+)");

    @ParameterizedTest
    @ValueSource(strings = {"direct", "reference"})
    void aColumnThatNobodySelectedCostsNothing(String path) throws SQLException {
        var database = TestServer.newDatabase();
        try (var gateway = Gateway.start(PROJECT, database, "--postern.execution.path=" + path)) {
            new Asked(gateway, database).all();
        }
    }

    private record Asked(Gateway gateway, String database) {

        void all() throws SQLException {
            reads("{ books { title } }", "title", "book");
            reads("{ books { shelfMark authorName } }", "\"shelfMark\", author_name", "author, book");
            reads("{ books { id loanCount } }", "id, loan_count", "book, loan");
            reads("{ books { title seriesName } }", "title, series_name", "book, series");
            reads(
                    "{ books { publisher { name } } }",
                    "publisher_id, publisher_name, publisher_city",
                    "book, publisher");
            reads("{ books { __typename } }", "id", "book");
            reads("{ shelf { __typename } }", "__typename", "book, magazine");
            reads(
                    "{ shelf { id ... on Magazine { issue } ... on Book { title copies { number } } } }",
                    "__typename, id, title, issue",
                    "book, magazine");
            whatAliasesShareIsAskedForOnce();
            nestedOnesKeepTheirKeys();
            anEntityBringsWhatIsMissing();
        }

        private void whatAliasesShareIsAskedForOnce() {
            var sent = sent("{ books { one: copies { number } other: copies { lentTo } } }");
            assertEquals("key_id, number, lent_to", columns(sent.get("Book.copies")));
        }

        private void anEntityBringsWhatIsMissing() {
            assertEquals(
                    "key_id, issue", columns(sent("{ magazines { id issue } }").get("Magazine.entity")));
            assertEquals(Set.of("Query.magazines"), sent("{ magazines { id } }").keySet());
        }

        private void nestedOnesKeepTheirKeys() {
            var sent = sent("{ books { copies { book { publisher { books { title } } } } } }");
            assertEquals("id", columns(sent.get("Query.books")));
            assertEquals("key_id, book_id", columns(sent.get("Book.copies")));
            assertEquals("key_book_id, publisher_id, publisher_name, publisher_city", columns(sent.get("Copy.book")));
            assertEquals("key_id, title", columns(sent.get("Publisher.books")));
        }

        /** The columns that the root statement is asked for, and the tables that it takes Postgres to answer. */
        private void reads(String document, String columns, String tables) throws SQLException {
            var sql = sent(document).values().iterator().next();
            assertEquals(columns, columns(sql), document);
            assertEquals(tables, String.join(", ", tables(sql)), document);
        }

        private Map<String, String> sent(String document) {
            gateway.runs();
            var answer = gateway.ask(document);
            assertFalse(answer.has("errors"), () -> document + ": " + answer);
            var sent = new LinkedHashMap<String, String>();
            gateway.runs().forEach(run -> sent.put(run.statement().name(), run.sql()));
            return sent;
        }

        private static String columns(@Nullable String sql) {
            return String.valueOf(sql)
                    .lines()
                    .findFirst()
                    .orElse("")
                    .replaceFirst("/\\*.*?\\*/ select (.*) from \\($", "$1")
                    .replace("t.", "");
        }

        /** Without {@code t}, which is the statement itself in what is sent. */
        private List<String> tables(String sql) throws SQLException {
            var tables = new TreeSet<String>();
            try (var connection = TestServer.connect(database);
                    var plan = connection.createStatement().executeQuery("explain " + sql)) {
                while (plan.next()) {
                    var scan = SCAN.matcher(plan.getString(1));
                    if (scan.find() && !scan.group(1).equals("t")) {
                        tables.add(scan.group(1));
                    }
                }
            }
            return new ArrayList<>(tables);
        }
    }
}
