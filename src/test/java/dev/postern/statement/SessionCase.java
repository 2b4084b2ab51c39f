package dev.postern.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.postern.database.Database;
import dev.postern.statement.StatementException.Refusal;
import dev.postern.testing.Folders;
import dev.postern.testing.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A database, statements over it, and sessions that run them: what tests of sessions have in common. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SessionCase {

    static final String DIGITS = "1234567890123456789012345678.901234567890";

    private static final Map<String, String> STATEMENTS = statements();

    final Queue<StatementRun> runs = new ConcurrentLinkedQueue<>();

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

    List<Map<String, @Nullable Object>> query(String id, Map<String, @Nullable Object> parameters) {
        return values(run("Query." + id, parameters));
    }

    StatementResult run(String name, Map<String, @Nullable Object> parameters) {
        try (var session = session()) {
            return session.run(statement(name), parameters);
        }
    }

    Refusal refusal(String name, Map<String, @Nullable Object> parameters) {
        try (var session = session()) {
            session.begin();
            return assertThrows(StatementException.class, () -> session.run(statement(name), parameters))
                    .refusal();
        }
    }

    Session session() {
        return Objects.requireNonNull(sessions).open();
    }

    SqlStatement statement(String name) {
        return Objects.requireNonNull(Objects.requireNonNull(catalogue).find(name), name);
    }

    static List<Map<String, @Nullable Object>> values(StatementResult result) {
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

    static Map<String, @Nullable Object> given(@Nullable Object... pairs) {
        return Collections.unmodifiableMap(row(pairs));
    }

    static Map<String, @Nullable Object> row(@Nullable Object... pairs) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            row.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return row;
    }
}
