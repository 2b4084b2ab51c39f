package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.DemoProject;
import dev.postern.testing.NodeService;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who reads which reports of the demo's module {@code knowledge} whatever SQL is run, and that it is the same with pgvector. */
class KnowledgeRulesTests {

    /** The nearest report of all to a word that it does not have. */
    private static final String NEAREST = """
            select r.title from incident_report r
            order by embedding_distance(r.embedding, (select q.e from (select embed('pirates') as e offset 0) q)) limit 1""";

    private static final List<String> NEEDED = List.of(
            "V1__fleet_schema.sql",
            "V2__fleet_ports.sql",
            "V4__fleet_under_way.sql",
            "V5__idempotency.sql",
            "V7__tenants.sql");

    private static final String DATABASE = TestServer.migrated(DemoProject.FOLDER);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update incident_report set title = 'x'",
                "delete from incident_report",
                "truncate incident_report",
                "insert into incident_report (company_id, reference, occurred_on, category, severity, title, body)"
                        + " values (7, 'x', now(), 'FIRE', 1, 'x', 'x')",
                "insert into incident_report (company_id, reference, occurred_on, category, severity, title, body)"
                        + " values (null, 'x', now(), 'FIRE', 1, 'x', 'x')",
                "select * from concept",
            })
    void anOperatorHasNoRightTo(String sql) throws SQLException {
        try (var connection = TestServer.connect(DATABASE);
                var statement = connection.createStatement()) {
            become(statement, "operator", "12");
            statement.execute(sql);
            throw new AssertionError("it is done");
        } catch (SQLException refused) {
            assertEquals("42501", refused.getSQLState());
        }
    }

    @ParameterizedTest
    @CsvSource({"visitor, null, 36", "analyst, null, 36", "analyst, 12, 48", "operator, 7, 43", "operator, 99, 36"})
    void everybodyReadsTheTradesAndTheirOwn(String role, String company, String count) throws SQLException {
        assertEquals(count, value(role, company, "select count(*) from incident_report"));
        var condition = "words @@ any_word('password fire')";
        assertEquals(
                value(role, company, "select count(*) from incident_report where " + condition),
                value(role, company, "select count(*) from reports_with_words(any_word('password fire'))"));
        assertEquals(
                company.equals("12") ? "1" : "0",
                value(role, company, "select count(*) from reports_with_words('broker')"));
    }

    @Test
    void onlyOnesOwnAreEmbeddedAnew() throws SQLException {
        assertEquals(
                "12",
                value(
                        "operator",
                        "12",
                        "with done as (update incident_report set embedding = embed('x') returning 1) select count(*) from done"));
    }

    @Test
    void anEmbeddingIsADirection() throws SQLException {
        assertEquals("1.0000 0.0000 true", value("visitor", "null", """
                        select round(sum(n::text::numeric ^ 2), 4) || ' ' || round(embedding_distance(embed('fire'), embed('Fires!'))::numeric, 4)
                          || ' ' || (embed('of the') is null)
                        from jsonb_array_elements(embedding_numbers(embed('Ransomware stops the loading'))) n"""));
        assertEquals("Skiffs approach and fire", value("visitor", "null", NEAREST));
    }

    /** The same rows, and the index is used, whichever rows a policy leaves. */
    @Test
    void anIndexFindsTheNearestWherePgvectorIs() throws IOException, SQLException {
        try (var node = NodeService.start("pgvector.mjs");
                var connection = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + node.firstLine()
                        + "/postgres?user=postgres&sslmode=disable&prepareThreshold=0");
                var statement = connection.createStatement()) {
            for (var migration : NEEDED) {
                statement.execute(Files.readString(Path.of("migrations", migration)));
            }
            statement.execute("""
                    insert into company (id, name, headquarters_city, headquarters_country, founded_year)
                    select n, 'c' || n, 'x', 'NO', 2000 from unnest(array[5, 7, 12]) n""");
            statement.execute(Files.readString(Path.of("migrations/V23__knowledge_schema.sql")));
            statement.execute(Files.readString(Path.of("migrations/V24__knowledge_data.sql")));
            connection.setAutoCommit(false);
            become(statement, "analyst", "12");
            assertEquals("Skiffs approach and fire", first(statement, NEAREST));
            statement.execute(
                    "set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off");
            var plan = first(statement, "explain (format json) " + NEAREST);
            assertTrue(plan.contains("incident_report_embedding_idx"), plan);
            assertEquals("Skiffs approach and fire", first(statement, NEAREST));
        }
    }

    private static void become(Statement statement, String role, String company) throws SQLException {
        statement.getConnection().setAutoCommit(false);
        statement.execute("set local role " + role);
        statement.execute("select set_config('postern.claims', '{\"company\": " + company + "}', false)");
    }

    private static String value(String role, String company, String sql) throws SQLException {
        try (var connection = TestServer.connect(DATABASE);
                var statement = connection.createStatement()) {
            become(statement, role, company);
            return first(statement, sql);
        }
    }

    private static String first(Statement statement, String sql) throws SQLException {
        try (var rows = statement.executeQuery(sql)) {
            assertTrue(rows.next());
            return String.valueOf(rows.getString(1));
        }
    }
}
