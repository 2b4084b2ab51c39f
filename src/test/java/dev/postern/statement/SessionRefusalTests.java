package dev.postern.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.postern.statement.StatementException.ConstraintName;
import dev.postern.statement.StatementException.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is kept and what is undone, and how a refusal is told. */
class SessionRefusalTests extends SessionCase {

    @Test
    void onlyATransactionMayWrite() {
        var refusal = assertThrows(StatementException.class, () -> run("Mutation.drop", given("id", "16")))
                .refusal();

        assertEquals(
                new Refusal(
                        "25006",
                        "cannot execute DELETE in a read-only transaction",
                        null,
                        null,
                        null,
                        null,
                        true,
                        false),
                refusal);
    }

    @Test
    void aTransactionIsKeptOrUndone() {
        try (var session = session()) {
            session.begin();
            var added = session.run(statement("Mutation.add"), given("id", "50", "name", "Cäsar"));
            assertEquals(List.of(row("id", 50L, "name", "Cäsar")), values(added));
            session.rollback();
            assertEquals(List.of(), values(session.run(statement("Query.vessel"), given("id", 50))));
            session.begin();
            session.run(statement("Mutation.add"), given("id", "51", "name", "Dora"));
            session.commit();
            session.begin();
            var renamed = session.run(statement("Mutation.rename"), given("id", 51, "name", "Emil"));
            assertNull(renamed.rows());
            assertEquals(1, renamed.touched());
        }
        assertEquals(List.of(row("id", 51L, "name", "Dora")), query("vessel", given("id", 51)));
        assertEquals(
                "25006",
                assertThrows(StatementException.class, () -> run("Mutation.drop", given("id", 51)))
                        .refusal()
                        .sqlState());
        try (var session = session()) {
            session.begin();
            assertEquals(
                    1, session.run(statement("Mutation.drop"), given("id", 51)).touched());
            session.commit();
        }
    }

    @Test
    void aDeferredConstraintIsCheckedAtTheCommit() {
        try (var session = session()) {
            session.begin();
            session.run(statement("Mutation.add"), given("id", "60", "name", "Fritz", "owner", 999));
            var refusal =
                    assertThrows(StatementException.class, session::commit).refusal();

            assertEquals("23503", refusal.sqlState());
            assertEquals(new ConstraintName("public", "vessel", "vessel_owner_id_fkey"), refusal.constraint());
        }
        assertEquals(List.of(), query("vessel", given("id", 60)));
    }

    @Test
    void aValueThatCannotBeReadIsNamed() {
        assertEquals(
                new Refusal(
                        "22P02",
                        "invalid input syntax for type bigint: \"x\"",
                        null,
                        "id",
                        "bigint",
                        null,
                        true,
                        false),
                refusal("Query.vessel", given("id", "x")));
        assertEquals(
                new Refusal(
                        "22003",
                        "value \"9223372036854775808\" is out of range for type bigint",
                        null,
                        "ids",
                        "bigint[]",
                        null,
                        true,
                        false),
                refusal("Query.vessels", given("ids", List.of("1", "9223372036854775808"))));
        assertEquals(
                new Refusal(
                        "22P02",
                        "invalid input value for enum vessel_kind: \"kayak\"",
                        null,
                        "kind",
                        "vessel_kind",
                        null,
                        true,
                        false),
                refusal("Query.kinds", given("kind", "kayak")));
        assertEquals(
                new Refusal(
                        "22P02",
                        "invalid input syntax for type bigint: \"\"",
                        null,
                        "filter.id",
                        "bigint",
                        null,
                        true,
                        false),
                refusal("Query.flags", given("filter", Map.of("id", "", "flag", "DE"))));
    }

    @Test
    void aValueOfAnotherShapeIsNamed() {
        assertEquals(
                new Refusal("22000", "a list", null, "id", "bigint", null, true, false),
                refusal("Query.vessel", given("id", List.of(1))));
        assertEquals(
                new Refusal("22000", "an object", null, "id", "bigint", null, true, false),
                refusal("Query.vessel", given("id", Map.of())));
    }

    @Test
    void textThatPostgresCannotKeepIsRefused() {
        assertEquals(
                new Refusal(
                        "22021",
                        "invalid byte sequence for encoding \"UTF8\": 0x00",
                        null,
                        "text",
                        "text",
                        null,
                        true,
                        false),
                refusal("Query.echo", given("text", "a\u0000b")));
        assertEquals(
                new Refusal("22000", "text with half a character", null, "text", "text", null, true, false),
                refusal("Query.echo", given("text", "a\ud83d")));
    }

    @Test
    void aViolatedConstraintIsNamed() {
        var taken = refusal("Mutation.add", given("id", 70, "name", "Anna"));
        assertEquals("23505", taken.sqlState());
        assertEquals(new ConstraintName("public", "vessel", "vessel_name_key"), taken.constraint());
        var checked = refusal("Mutation.add", given("id", 70, "name", "Gustav", "flag", "XX"));
        assertEquals("23514", checked.sqlState());
        assertEquals(new ConstraintName("public", "vessel", "vessel_flag_check"), checked.constraint());
        var missing = refusal("Mutation.add", given("id", 70));
        assertEquals("23502", missing.sqlState());
        assertEquals("name", missing.column());
        assertNull(missing.constraint());
    }

    @Test
    void aCommentOnAConstraintIsItsSentence() {
        try (var session = session()) {
            assertEquals(
                    "This name is taken.",
                    session.comment(new ConstraintName("public", "vessel", "vessel_name_key"))
                            .orElse(""));
            assertEquals(
                    "Names differ by more than case.",
                    session.comment(new ConstraintName("public", "vessel", "vessel_lower_name"))
                            .orElse(""));
            assertEquals(
                    "",
                    session.comment(new ConstraintName("public", "vessel", "vessel_flag_check"))
                            .orElse(""));
        }
    }

    @Test
    void whatTheDatabaseRaisesHasAnAuthor() {
        assertEquals(
                new Refusal("P0001", "Not today.", null, null, null, null, true, true),
                refusal("Query.raised", given("state", "P0001", "message", "Not today.")));
        assertEquals(
                new Refusal("P0002", "No such ship.", null, null, null, null, true, true),
                refusal("Query.raised", given("state", "P0002", "message", "No such ship.")));
        assertEquals(
                new Refusal("P0002", "query returned no rows", null, null, null, null, false, false),
                refusal("Query.loses", Map.of()));
    }

    @Test
    void anExceptionNamesTheStatementAndItsPlace() {
        var failure = assertThrows(StatementException.class, () -> run("Query.missing", Map.of()));

        assertEquals("42P01", failure.refusal().sqlState());
        assertEquals(
                "Query.missing (sql-mappers/Query.xml:%d): ERROR: relation \"nowhere\" does not exist"
                        .formatted(statement("Query.missing").place().line()),
                failure.getMessage());
    }

    @Test
    void aListenerHearsOfEachRun() {
        query("echo", given("text", "heard"));

        var run = runs.stream()
                .filter(one -> one.statement().name().equals("Query.echo"))
                .findFirst()
                .orElseThrow();
        assertEquals("/* Query.echo */ select ?::text as text", run.sql());
        assertEquals(1, run.parameters());
        assertEquals(1, run.rows());
    }
}
