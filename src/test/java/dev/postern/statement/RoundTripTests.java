package dev.postern.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.postern.database.Database;
import dev.postern.testing.Folders;
import dev.postern.testing.TestServer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that go to Postgres together, and what becomes of each of them. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
class RoundTripTests {

    private static final int ANY = Integer.MAX_VALUE;
    private static final String URL = TestServer.newDatabase();

    private static final String MAPPER = """
            <mapper namespace="Port">
              <select id="all">select id, name from port order by id</select>
              <select id="divided">select 10 / #{by}::int as tenth</select>
              <insert id="add">insert into port (name, twin) values (#{name}, #{twin}) returning id</insert>
              <insert id="addAll">insert into port (name) select unnest(#{names}::text[]) returning id</insert>
              <select id="setting">select coalesce(current_setting('postern.claims', true), '')</select>
              <update id="rename">update port set name = #{name}</update>
            </mapper>
            """;

    private final TransactionSettings settings;
    private @Nullable Database database;
    private @Nullable Sessions sessions;
    private @Nullable StatementCatalogue catalogue;

    /** The same with a caller's settings around each statement, and without. */
    RoundTripTests(boolean isSet) {
        settings = isSet
                ? SettingsText.of(List.of("postern.claims")).with(List.of("{\"sub\": 1}"))
                : TransactionSettings.NONE;
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        TestServer.execute(URL, """
                drop table if exists port;
                create table port (
                  id serial primary key,
                  name text not null unique,
                  twin int references port deferrable initially deferred);
                """);
        catalogue = StatementLoader.load(Folders.write(folder, Map.of("sql-mappers/Port.xml", MAPPER)))
                .catalogue();
        database = TestServer.open(folder, URL, 1, false);
        sessions = new Sessions(database, Isolation.READ_COMMITTED, List.of(), true);
    }

    @AfterEach
    void close() {
        Objects.requireNonNull(database).close();
    }

    @Test
    void aSerialColumnIsANumber() {
        write(call("add", given("name", "Oslo")), 1);

        var row = Objects.requireNonNull(run("all").rows()).all().getFirst();
        assertEquals(1L, row.value(0));
        assertEquals("Oslo", row.value(1));
    }

    /** The first run of a text goes alone; every later one goes in one message with what makes it writable. */
    @Test
    void aSingleInsertIsKeptAtOnce() {
        for (var name : List.of("Oslo", "Bremen", "Cork")) {
            assertEquals(1, write(call("add", given("name", name)), 1).touched());
        }
        assertEquals(3, run("all").touched());
    }

    @Test
    void whatPostgresRefusesIsNotKept() {
        write(call("add", given("name", "Oslo")), 1);
        write(call("add", given("name", "Bremen")), 1);

        assertEquals("23505", refused(call("add", given("name", "Oslo")), 1));
        assertEquals("23503", refused(call("add", given("name", "Cork", "twin", 99)), 1));
        assertEquals(2, run("all").touched());
        assertEquals(1, write(call("add", given("name", "Cork")), 1).touched());
    }

    @Test
    void moreRowsThanAllowedAreUndone() {
        var both = call("addAll", given("names", List.of("Oslo", "Bremen")));
        for (int time = 0; time < 2; time++) {
            assertEquals(2, write(both, 1).touched());
            assertEquals(0, run("all").touched());
        }
        assertEquals(2, write(both, ANY).touched());
        assertEquals(2, run("all").touched());
    }

    @Test
    void aSessionOnlyReadsAfterItWrote() {
        try (var session = session()) {
            session.write(call("add", given("name", "Oslo")), 1);
            session.write(call("add", given("name", "Bremen")), 1);
            var rename = call("rename", given("name", "Cork"));
            var refusal =
                    assertThrows(StatementException.class, () -> session.run(rename.statement(), rename.parameters()));
            assertEquals("25006", refusal.refusal().sqlState());
        }
    }

    @Test
    void theFailureOfOneIsNoOthers() {
        var calls = List.of(call("all", Map.of()), call("divided", given("by", 0)), call("divided", given("by", 5)));
        for (int time = 0; time < 3; time++) {
            try (var session = session()) {
                var outcomes = session.runAll(calls);
                assertInstanceOf(StatementOutcome.Returned.class, outcomes.get(0));
                var refused = assertInstanceOf(StatementOutcome.Refused.class, outcomes.get(1));
                assertEquals(
                        "22012",
                        assertInstanceOf(StatementException.class, refused.failure())
                                .refusal()
                                .sqlState());
                var returned = assertInstanceOf(StatementOutcome.Returned.class, outcomes.get(2));
                assertEquals(
                        2L,
                        Objects.requireNonNull(returned.result().rows())
                                .all()
                                .getFirst()
                                .value(0));
            }
        }
    }

    @Test
    void aTextThatAMigrationMadeStaleRunsAgain() {
        var calls = List.of(call("all", Map.of()), call("divided", given("by", 5)));
        for (int time = 0; time < 2; time++) {
            write(call("add", given("name", "Port " + time)), 1);
            outcomes(calls);
        }
        TestServer.execute(URL, "alter table port alter id type bigint, alter name type varchar(40)");

        assertEquals(1, write(call("add", given("name", "Oslo")), 1).touched());
        outcomes(calls);
        var row = Objects.requireNonNull(run("all").rows()).all().getLast();
        assertEquals(3L, row.value(0));
    }

    @Test
    void nothingOfACallerStaysWithTheConnection() {
        outcomes(List.of(call("all", Map.of()), call("divided", given("by", 5))));
        refused(call("add", given("name", "Oslo", "twin", 99)), 1);
        try (var session = Objects.requireNonNull(sessions).open()) {
            var left = session.run(call("setting", Map.of())).rows();
            assertEquals("", Objects.requireNonNull(left).all().getFirst().value(0));
        }
        try (var session = session()) {
            var seen = session.run(call("setting", Map.of())).rows();
            var expected = settings.areNone() ? "" : "{\"sub\": 1}";
            assertEquals(expected, Objects.requireNonNull(seen).all().getFirst().value(0));
        }
    }

    /** The driver would end the transaction of a message that is too long, and the setting with it. */
    @Test
    void theLastOfManyStillHasTheSetting() {
        var setting = call("setting", Map.of());
        var expected = settings.areNone() ? "" : "{\"sub\": 1}";
        for (var many : List.of(1, StatementGroup.MOST, StatementGroup.MOST, StatementGroup.MOST + 1)) {
            try (var session = session()) {
                var seen = session.runAll(Collections.nCopies(many, setting)).stream()
                        .map(outcome -> assertInstanceOf(StatementOutcome.Returned.class, outcome))
                        .map(returned ->
                                Objects.requireNonNull(returned.result().rows()))
                        .map(rows -> rows.all().getFirst().value(0))
                        .toList();
                assertEquals(Collections.nCopies(many, expected), seen);
            }
        }
    }

    private void outcomes(List<StatementCall> calls) {
        try (var session = session()) {
            session.runAll(calls).forEach(one -> assertInstanceOf(StatementOutcome.Returned.class, one));
        }
    }

    private StatementResult run(String id) {
        var call = call(id, Map.of());
        try (var session = session()) {
            return session.run(call.statement(), call.parameters());
        }
    }

    private StatementResult write(StatementCall call, int mostRows) {
        try (var session = session()) {
            return session.write(call, mostRows);
        }
    }

    private String refused(StatementCall call, int mostRows) {
        return assertThrows(StatementException.class, () -> write(call, mostRows))
                .refusal()
                .sqlState();
    }

    private StatementCall call(String id, Map<String, @Nullable Object> parameters) {
        var statement = Objects.requireNonNull(catalogue).find("Port." + id);
        return new StatementCall(Objects.requireNonNull(statement, id), parameters);
    }

    private static Map<String, @Nullable Object> given(String name, Object value) {
        return Map.of(name, value);
    }

    private static Map<String, @Nullable Object> given(String name, Object value, String other, Object otherValue) {
        return Map.of(name, value, other, otherValue);
    }

    private Session session() {
        return Objects.requireNonNull(sessions).open(settings, new Cancellation());
    }
}
