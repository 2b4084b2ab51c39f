package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.testing.DemoProject;
import dev.postern.testing.TestServer;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the demo's ledger withstands whatever SQL is run: rights and triggers, not statements, keep its past. */
class LedgerRulesTests {

    private static final String OWN = "select id from entry where reference = 'CA-12'";

    private static final String DATABASE = TestServer.migrated(DemoProject.FOLDER);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update entry set description = 'x'",
                "delete from entry",
                "truncate entry cascade",
                "update posting set amount = 1",
                "delete from posting",
                "update account set balance = 1",
                "update account set company_id = 7",
                "delete from account",
                "insert into account (company_id, name, kind, currency) values (7, 'x', 'ASSET', 'USD')",
                "insert into account (name, kind, currency, balance) values ('x', 'ASSET', 'USD', 5)",
                "insert into entry (company_id, description) values (7, 'x')",
                "insert into entry (booked_at, description) values ('2025-01-01Z', 'x')",
                "insert into posting (account_id, entry_id, amount, booked_at) values (90, gen_random_uuid(), 1, '2025-01-01Z')",
                "insert into account_change (account_id, changed_by, after) values (90, 'x', '{}')",
                "update account_change set changed_by = 'x'",
                "delete from account_change",
                "alter table posting disable trigger all",
                "create trigger t before insert on posting for each row execute function post()",
                "set session_replication_role = replica",
            })
    void anOperatorHasNoRightTo(String sql) {
        assertEquals("42501", DemoProject.refusal(DATABASE, "operator", sql));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "update entry set description = 'x' | What was booked stays: reverse it by another entry.",
                "delete from posting | What was booked stays: reverse it by another entry.",
                "truncate account cascade | What was booked stays: reverse it by another entry.",
                "update account_change set changed_by = 'x' | What was booked stays: reverse it by another entry.",
                "update account set balance = balance + 1 | A balance changes by postings only.",
                "update account set kind = 'EXPENSE' where id = 90 | A balance changes by postings only.",
                "insert into entry (company_id, description) values (12, 'x') | An entry has postings.",
                "insert into posting (account_id, entry_id, amount) select a, (" + OWN
                        + "), 2 * a - 181 from generate_series(90, 91) a | What was booked stays: book another entry.",
            })
    void notEvenItsOwnerMay(String sql, String message) {
        assertEquals(message, DemoProject.refusal(DATABASE, "postgres", sql));
    }

    @Test
    void whoSwitchesTriggersOffIsFoundOut() {
        var url = TestServer.migrated(DemoProject.FOLDER);
        var intact = isIntact(url, 90) + isIntact(url, 98);
        TestServer.execute(url, """
                alter table posting disable trigger user;
                update posting set amount = amount - 100, balance_after = balance_after - 100 where account_id = 90 and number = 5;
                alter table posting enable trigger user""");
        assertEquals("tt ft", intact + " " + isIntact(url, 90) + isIntact(url, 98));
    }

    @Test
    void changesOfAnAccountHaveTheNameOfWhoAsked() throws SQLException {
        var url = TestServer.migrated(DemoProject.FOLDER);
        var role = url.substring(url.lastIndexOf('/') + 1) + "_login";
        TestServer.execute(url, "create role " + role + " login; grant operator to " + role);
        try (var connection = TestServer.connect(url, role);
                var statement = connection.createStatement()) {
            statement.execute("set role operator");
            statement.execute(DemoProject.CLAIMS);
            statement.execute("update account set least_balance = -1 where id = 90");
            statement.execute("select set_config('postern.claims', '{\"company\": 12}', false)");
            statement.execute("update account set least_balance = -2 where id = 90");
        }
        assertEquals(
                "[null, \"migration\", \"-250000\"], [\"-250000\", \"ann\", \"-1\"], [\"-1\", \"operator\", \"-2\"]",
                TestServer.text(url, """
                        select string_agg(json_build_array(before ->> 'leastBalance', changed_by,
                          after ->> 'leastBalance')::text, ', ' order by id)
                        from account_change where account_id = 90"""));
    }

    /** What {@code Account.isIntact} says of the seals. */
    private static String isIntact(String url, int account) {
        return TestServer.text(url, """
                select bool_and(is_sealed) from (
                  select seal = posting_seal(lag(seal, 1, '') over (order by number), account_id, number, entry_id, amount,
                    booked_at) as is_sealed
                  from posting where account_id = %d) p""".formatted(account));
    }
}
