package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.DemoProject;
import dev.postern.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the demo's module {@code watch} withstands whatever SQL is run: events and snapshots stay, and are their company's. */
class WatchRulesTests {

    private static final String ANNOTATED =
            "update access_event set details = details || '{\"annotation\": {\"note\": \"x\", \"annotatedBy\": \"eve\"}}'"
                    + " where message like '%CharterExport%' ";

    private static final String DATABASE = TestServer.migrated(DemoProject.FOLDER);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update access_event set message = 'x'",
                "update access_event set occurred_at = now()",
                "update access_event set company_id = 7",
                "delete from access_event",
                "truncate access_event",
                "insert into access_event (company_id, occurred_at, user_name, kind, address, device, message)"
                        + " values (7, now(), 'x', 'LOGIN', '192.0.2.1', 'd', 'm')",
                "insert into access_event (occurred_at, user_name, kind, address, device, message, country)"
                        + " values (now(), 'x', 'LOGIN', '192.0.2.1', 'd', 'm', 'NO')",
                "update snapshot set reason = 'x'",
                "delete from snapshot",
                "truncate snapshot",
                "insert into snapshot (reason, opens_at, closes_at, events) values ('x', '2025-01-01Z', '2025-01-02Z', '[]')",
                "insert into snapshot (reason, opens_at, closes_at, taken_by) values ('x', '2025-01-01Z', '2025-01-02Z', 'y')",
                "insert into snapshot (reason, opens_at, closes_at, company_id) values ('x', '2025-01-01Z', '2025-01-02Z', 7)",
                "update network set score = 0",
                "delete from network",
                "alter table access_event disable trigger all",
                "set session_replication_role = replica",
            })
    void anOperatorHasNoRightTo(String sql) {
        assertEquals("42501", DemoProject.refusal(DATABASE, "operator", sql));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "analyst ; insert into access_event (occurred_at, user_name, kind, address, device, message)"
                        + " values (now(), 'x', 'LOGIN', '192.0.2.1', 'd', 'm') ; 42501",
                "analyst ; update access_event set details = '{}' ; What was recorded stays as it is: annotate it.",
                "analyst ; update access_event set details = details - 'rows' || '{\"annotation\": {}}'"
                        + " where message like '%CharterExport%' ; What was recorded stays as it is: annotate it.",
                "analyst ; update access_event set details = details || '{\"annotation\": 1}'"
                        + " ; What was recorded stays as it is: annotate it.",
                "visitor ; select count(*) from access_event ; 42501",
                "visitor ; select count(*) from network ; 42501",
                "visitor ; select events_with_words('password') ; 42501",
                "postgres ; update access_event set message = 'x' ; What was recorded stays as it is: annotate it.",
                "postgres ; update access_event set address = '192.0.2.1' ; What was recorded stays as it is: annotate it.",
                "postgres ; update snapshot set reason = 'x' ; A snapshot stays as it was taken.",
                "postgres ; delete from snapshot ; A snapshot stays as it was taken.",
                "postgres ; truncate snapshot ; A snapshot stays as it was taken.",
            })
    void nobodyMay(String role, String sql, String refusal) {
        assertEquals(refusal, DemoProject.refusal(DATABASE, role, sql));
    }

    @Test
    void anAnnotationHasTheNameOfWhoWroteIt() {
        assertEquals(
                "ann x",
                value(
                        "analyst",
                        ANNOTATED + "returning details #>> '{annotation,annotatedBy}' || ' ' || "
                                + "(details #>> '{annotation,note}')"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "events_with_words('\"wrong password\"') | words @@ websearch_to_tsquery('english', '\"wrong password\"')",
                "events_with_details('{\"factor\": \"none\"}') | details @> '{\"factor\": \"none\"}'",
                "events_with_path('$.rows ? (@ > 100)') | details @? '$.rows ? (@ > 100)'",
                "events_within('203.0.113.0/24') | address <<= '203.0.113.0/24'",
            })
    void whatFunctionsFindIsTheCompanysOwn(String function, String condition) {
        var found = value("analyst", "select count(*) from " + function);
        assertEquals(found, value("analyst", "select count(*) from access_event where " + condition));
        assertEquals(
                found, value("postgres", "select count(*) from access_event where company_id = 12 and " + condition));
        assertTrue(Integer.parseInt(found) > 0);
        assertEquals("0", value("analyst", "select count(*) from " + function, "{\"company\": 20}"));
        assertEquals("0", value("analyst", "select count(*) from " + function, "{}"));
    }

    @Test
    void anIndexFindsTheNetworksOfAnAddress() {
        var plan = value(
                "analyst",
                "set local enable_seqscan = off; explain (format json) select prefix from network where prefix >>= inet '203.0.113.140'");
        assertTrue(plan.contains("network_prefix_idx"), plan);
        assertEquals(
                "203.0.113.128/25 203.0.113.0/24",
                value(
                        "analyst",
                        "select string_agg(prefix::text, ' ' order by masklen(prefix) desc) from network where prefix >>= inet '203.0.113.140'"));
    }

    @Test
    void aSnapshotStaysWhenItsEventsAreGone() throws Exception {
        var url = TestServer.migrated(DemoProject.FOLDER);
        TestServer.execute(url, "delete from access_event where company_id = 12");
        assertEquals("24 true", state(url));
        var text = TestServer.text(url, "select snapshot_record(s)::text from snapshot s where company_id = 12");
        var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        assertEquals(
                HexFormat.of().formatHex(digest),
                TestServer.text(url, "select encode(hash, 'hex') from snapshot where company_id = 12"));
        TestServer.execute(url, """
                alter table snapshot disable trigger user;
                update snapshot set events = events - 3 where company_id = 12;
                update snapshot set taken_by = 'eve' where company_id = 7;
                alter table snapshot enable trigger user""");
        assertEquals("23 false", state(url));
        assertEquals(
                "5 6 8 9 10 11",
                TestServer.text(
                        url,
                        "select string_agg(company_id::text, ' ' order by company_id) from snapshot s where s.hash = snapshot_hash(s)"));
    }

    private static String state(String url) {
        return TestServer.text(
                url,
                "select jsonb_array_length(events) || ' ' || (hash = snapshot_hash(s)) from snapshot s where company_id = 12");
    }

    private static String value(String role, String sql) {
        return value(role, sql, null);
    }

    /** What the last of some statements gives to whoever has a role and claims, company 12's if there are none. */
    private static String value(String role, String sql, @Nullable String claims) {
        try (var connection = TestServer.connect(DATABASE);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local role " + role);
            statement.execute(
                    claims == null
                            ? DemoProject.CLAIMS
                            : "select set_config('postern.claims', '" + claims + "', false)");
            var hasRows = statement.execute(sql);
            while (!hasRows) {
                hasRows = statement.getMoreResults();
            }
            try (var rows = statement.getResultSet()) {
                rows.next();
                return String.valueOf(rows.getString(1));
            }
        } catch (SQLException refused) {
            throw new AssertionError(sql, refused);
        }
    }
}
