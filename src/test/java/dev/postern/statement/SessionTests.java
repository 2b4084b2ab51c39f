package dev.postern.statement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.postern.database.Database;
import dev.postern.statement.StatementException.ConstraintName;
import dev.postern.statement.StatementException.Refusal;
import dev.postern.testing.Folders;
import dev.postern.testing.TestServer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionTests {

    private static final String DIGITS = "1234567890123456789012345678.901234567890";

    private static final Map<String, String> STATEMENTS = statements();

    private final Queue<StatementRun> runs = new ConcurrentLinkedQueue<>();

    private @Nullable Database opened;
    private @Nullable Sessions sessions;
    private @Nullable StatementCatalogue catalogue;

    private static Map<String, String> statements() {
        var statements = new LinkedHashMap<String, String>();
        statements.put("vessel", "select id, name from vessel where id = #{id}");
        statements.put("vessels", "select name from vessel where id = any(#{ids}) order by id");
        statements.put("kinds", "select #{kind}::vessel_kind as kind, #{kinds}::vessel_kind[] as kinds");
        statements.put("json", "select #{one}::jsonb as one, #{many}::json as many, #{text}::jsonb as text");
        statements.put("bytes", "select #{bytes}::bytea as bytes, #{list}::bytea[] as list");
        statements.put(
                "numbers",
                "select #{exact}::numeric as exact, #{exacts}::numeric[] as exacts, #{real}::float8 as real");
        statements.put(
                "nothing", "select #{a}::text as a, #{b}::int8[] as b, #{c.d.e}::jsonb as c, #{absent}::bool as d");
        statements.put("texts", "select #{texts}::text[] as texts");
        statements.put("date", "select #{date}::date as date, #{date}::date + 1 as next");
        statements.put("echo", "select #{text}::text as text");
        statements.put("specs", "select name from vessel where specs ? #{key} and specs ?| #{keys} order by id");
        statements.put(
                "values",
                "select 1::int2 as a, 2::int4 as b, 3::int8 as c, 1.5::float4 as d, 'Infinity'::float8 as e, 1.50 as f,"
                        + " 'NaN'::numeric as g, true as h, '[1, 1e2, null, \"x\"]'::jsonb as i, 'null'::json as j,"
                        + " '\\x00ff'::bytea as k, array[[1,2],[3,null]] as l, array[]::text[] as m, array[true, false] as n,"
                        + " date '2026-01-31' as o, interval '1 day' as p, 'tanker'::vessel_kind as q, null::int4 as r,"
                        + " 'c'::char(3) as s, int4range(1, 3) as t, '[0:1]={a,b}'::text[] as u, 5::positive as v,"
                        + " array['{\"a\":1}'::jsonb] as w, array[1.50, 2] as x, '10.0.0.1'::inet as y");
        statements.put(
                "settings",
                "select current_setting('timezone') as zone, current_setting('datestyle') as dates,"
                        + " current_setting('intervalstyle') as intervals, current_setting('client_encoding') as encoding,"
                        + " current_setting('default_transaction_read_only') as readonly, current_setting('application_name')"
                        + " as name, timestamptz '2026-07-01 12:00+02' as moment");
        statements.put("activity", "select query from pg_stat_activity where pid = pg_backend_pid()");
        statements.put(
                "sum",
                "select coalesce(sum(x), 0) as total from (values"
                        + " <foreach collection=\"items\" item=\"it\" separator=\",\">(#{it.a}::int4 * #{it.b}::int4)</foreach>) v (x)");
        statements.put("raised", "select raise(#{state}, #{message})");
        statements.put("missing", "select * from nowhere");
        statements.put("flags", "select 1 from vessel where id = #{filter.id} and flag = #{filter.flag}");
        return statements;
    }

    @BeforeAll
    void open(@TempDir Path folder) {
        var url = TestServer.newDatabase();
        TestServer.execute(url, """
                create type vessel_kind as enum ('tanker', 'bulk carrier', 'ro-ro');
                create domain positive as int4 check (value > 0);
                create table vessel (
                  id int8 primary key,
                  name text not null constraint vessel_name_key unique,
                  flag char(2) constraint vessel_flag_check check (flag <> 'XX'),
                  specs jsonb not null default '{}',
                  owner_id int8 constraint vessel_owner_id_fkey references vessel deferrable initially deferred);
                comment on constraint vessel_name_key on vessel is 'This name is taken.';
                create unique index vessel_lower_name on vessel (lower(name));
                comment on index vessel_lower_name is 'Names differ by more than case.';
                insert into vessel (id, name, specs) values (16, 'Anna', '{"crane": 1}'), (17, 'Berta', '{"crane": 1, "ice": true}');
                create function raise(state text, message text) returns void language plpgsql as
                $$ begin raise exception using errcode = state, message = message; end $$;
                create function loses() returns void language plpgsql as
                $$ declare v vessel; begin select * into strict v from vessel where false; end $$;
                """);
        var name = url.substring(url.lastIndexOf('/') + 1);
        for (var setting : List.of(
                "timezone = 'Asia/Tokyo'",
                "datestyle = 'SQL'",
                "intervalstyle = 'iso_8601'",
                "bytea_output = 'escape'")) {
            TestServer.execute("alter database " + name + " set " + setting);
        }
        var xml = new StringBuilder("<mapper namespace=\"Query\">\n");
        STATEMENTS.forEach((id, sql) -> xml.append("<select id=\"%s\">%s</select>%n".formatted(id, sql)));
        xml.append("<select id=\"loses\">select loses()</select>\n</mapper>\n");
        var loaded = StatementLoader.load(Folders.write(
                folder, Map.of("sql-mappers/Query.xml", xml.toString(), "sql-mappers/Mutation.xml", """
                        <mapper namespace="Mutation">
                          <insert id="add">insert into vessel (id, name, flag, owner_id)
                            values (#{id}, #{name}, #{flag}, #{owner}) returning id, name</insert>
                          <update id="rename">update vessel set name = #{name} where id = #{id}</update>
                          <delete id="drop">delete from vessel where id = #{id}</delete>
                        </mapper>
                        """)));
        assertEquals(List.of(), loaded.findings());
        catalogue = loaded.catalogue();
        opened = TestServer.open(folder, url, 4, false);
        sessions = new Sessions(opened, Isolation.READ_COMMITTED, List.of(runs::add), true);
    }

    @AfterAll
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void aStringIsBoundAsTheBigintThatItStandsFor() {
        assertEquals(List.of(row("id", 17L, "name", "Berta")), query("vessel", given("id", "17")));
        assertEquals(List.of(row("id", 16L, "name", "Anna")), query("vessel", given("id", 16)));
    }

    @Test
    void aListIsBoundAsAnArray() {
        assertEquals(
                List.of(row("name", "Anna"), row("name", "Berta")),
                query("vessels", given("ids", Arrays.asList("16", 17L, null))));
        assertEquals(List.of(), query("vessels", given("ids", List.of())));
        assertEquals(List.of(), query("vessels", given("ids", null)));
    }

    @Test
    void enumsAreBoundByTheirLabels() {
        assertEquals(
                List.of(row("kind", "ro-ro", "kinds", Arrays.asList("bulk carrier", null, "tanker"))),
                query("kinds", given("kind", "ro-ro", "kinds", Arrays.asList("bulk carrier", null, "tanker"))));
    }

    @Test
    void inputObjectsAreBoundAsJson() {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("name", "say \"hi\"");
        object.put("rate", new BigDecimal("1.50"));
        object.put("none", null);

        assertEquals(
                List.of(row("one", object, "many", List.of(object, object), "text", "x")),
                query("json", given("one", object, "many", List.of(object, object), "text", "x")));
    }

    @Test
    void bytesAreBoundAsBytea() {
        var bytes = new byte[] {0, 1, -1, '\\', '\''};
        var rows = query("bytes", given("bytes", bytes, "list", List.of(bytes, new byte[0])));

        assertArrayEquals(bytes, (byte[]) rows.getFirst().get("bytes"));
        var list = (List<?>) Objects.requireNonNull(rows.getFirst().get("list"));
        assertArrayEquals(bytes, (byte[]) list.get(0));
        assertArrayEquals(new byte[0], (byte[]) list.get(1));
    }

    @Test
    void numbersKeepTheirDigits() {
        var exact = new BigDecimal(DIGITS);

        assertEquals(
                List.of(row("exact", exact, "exacts", List.of(exact, new BigDecimal("1000")), "real", 0.1)),
                query("numbers", given("exact", exact, "exacts", List.of(exact, new BigDecimal("1E+3")), "real", 0.1)));
    }

    @Test
    void whatIsAbsentIsNull() {
        assertEquals(
                List.of(row("a", null, "b", null, "c", null, "d", null)),
                query("nothing", given("a", null, "c", null)));
    }

    @Test
    void textsComeThroughAsTheyAre() {
        var texts = Arrays.asList("a", "", "NULL", "null", null, "a,b", "{x}", "say \"hi\"", "back\\slash", " ", "ä🚢");

        assertEquals(List.of(row("texts", texts)), query("texts", given("texts", texts)));
    }

    @Test
    void datesAreBoundAsText() {
        assertEquals(
                List.of(row("date", "2024-02-28", "next", "2024-02-29")), query("date", given("date", "2024-02-28")));
    }

    @Test
    void jsonbHasItsOperators() {
        assertEquals(List.of(row("name", "Berta")), query("specs", given("key", "crane", "keys", List.of("ice", "x"))));
        var sql = "/* Query.specs */ select name from vessel where specs ?? ? and specs ??| ? order by id";
        assertEquals(1, runs.stream().filter(run -> run.sql().equals(sql)).count());
    }

    @Test
    void rowsAreReadAsValues() {
        var values = query("values", Map.of()).getFirst();

        assertArrayEquals(new byte[] {0, -1}, (byte[]) values.remove("k"));
        var expected = new LinkedHashMap<String, @Nullable Object>();
        expected.put("a", 1L);
        expected.put("b", 2L);
        expected.put("c", 3L);
        expected.put("d", 1.5);
        expected.put("e", Double.POSITIVE_INFINITY);
        expected.put("f", new BigDecimal("1.50"));
        expected.put("g", "NaN");
        expected.put("h", true);
        expected.put("i", Arrays.asList(1, 100, null, "x"));
        expected.put("j", null);
        expected.put("l", List.of(List.of(1L, 2L), Arrays.asList(3L, null)));
        expected.put("m", List.of());
        expected.put("n", List.of(true, false));
        expected.put("o", "2026-01-31");
        expected.put("p", "1 day");
        expected.put("q", "tanker");
        expected.put("r", null);
        expected.put("s", "c  ");
        expected.put("t", "[1,3)");
        expected.put("u", List.of("a", "b"));
        expected.put("v", 5L);
        expected.put("w", List.of(Map.of("a", 1)));
        expected.put("x", List.of(new BigDecimal("1.50"), new BigDecimal("2")));
        expected.put("y", "10.0.0.1");
        assertEquals(expected, values);
    }

    /** The database has other defaults, and so has the JVM that the tests run in. */
    @Test
    void theSessionIsTheSameEverywhere() {
        assertEquals("Asia/Kathmandu", ZoneId.systemDefault().getId());
        assertEquals(
                List.of(row(
                        "zone", "UTC",
                        "dates", "ISO, MDY",
                        "intervals", "postgres",
                        "encoding", "UTF8",
                        "readonly", "on",
                        "name", "postern",
                        "moment", "2026-07-01 10:00:00+00")),
                query("settings", Map.of()));
    }

    @Test
    void postgresKnowsEachStatementByItsName() {
        assertEquals(
                List.of(row(
                        "query",
                        "/* Query.activity */ select query from pg_stat_activity where pid = pg_backend_pid()")),
                query("activity", Map.of()));
    }

    @Test
    void aForeachBindsEveryElement() {
        assertEquals(
                List.of(row("total", 14L)),
                query("sum", given("items", List.of(Map.of("a", 1, "b", 2), Map.of("a", 3, "b", 4)))));
    }

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
                "Query.missing (sql-mappers/Query.xml:%d): ERROR: relation \"nowhere\" does not exist%n  Position: 35"
                        .formatted(statement("Query.missing").place().line())
                        .replace(System.lineSeparator(), "\n"),
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

    private List<Map<String, @Nullable Object>> query(String id, Map<String, @Nullable Object> parameters) {
        return values(run("Query." + id, parameters));
    }

    private StatementResult run(String name, Map<String, @Nullable Object> parameters) {
        try (var session = session()) {
            return session.run(statement(name), parameters);
        }
    }

    private Refusal refusal(String name, Map<String, @Nullable Object> parameters) {
        try (var session = session()) {
            session.begin();
            return assertThrows(StatementException.class, () -> session.run(statement(name), parameters))
                    .refusal();
        }
    }

    private Session session() {
        return Objects.requireNonNull(sessions).open();
    }

    private SqlStatement statement(String name) {
        return Objects.requireNonNull(Objects.requireNonNull(catalogue).find(name), name);
    }

    private static List<Map<String, @Nullable Object>> values(StatementResult result) {
        var values = new ArrayList<Map<String, @Nullable Object>>();
        var rows = Objects.requireNonNull(result.rows());
        for (var row : rows.all()) {
            var cells = new LinkedHashMap<String, @Nullable Object>();
            for (int i = 0; i < rows.columns().size(); i++) {
                cells.put(rows.columns().get(i).name(), row.value(i));
            }
            values.add(cells);
        }
        return values;
    }

    private static Map<String, @Nullable Object> given(@Nullable Object... pairs) {
        return Collections.unmodifiableMap(row(pairs));
    }

    private static Map<String, @Nullable Object> row(@Nullable Object... pairs) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            row.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return row;
    }
}
