package dev.postern.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.postern.database.Database;
import dev.postern.statement.WantedColumns.Want;
import dev.postern.testing.Folders;
import dev.postern.testing.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The texts that are sent when only some columns are wanted. */
class NarrowingTests {

    private static final String MAPPER = """
            <mapper namespace="Port">
              <select id="all">select id, name, "homeTown", home_country, "a ""b? c" from port order by id desc</select>
              <select id="one">select id, name, "homeTown" from port where id = #{id} -- by its key</select>
              <select id="star">select * from port</select>
              <select id="twice">select id, name, name, "homeTown" from port</select>
              <select id="keyed">select id as key_id, id, name, home_country as cursor_1 from port</select>
              <select id="locked">select id, name from port for key share</select>
              <select id="ended">select id, name from port;</select>
              <select id="shown">show timezone</select>
              <select id="written">with made as (insert into port values (9, 'Nice', '', '') returning id)
                select id, 1 as name from made</select>
              <select id="numbers">select n as id, 10 / n as name from generate_series(0, 1) n</select>
            </mapper>
            """;

    private final List<StatementRun> runs = new ArrayList<>();

    private String url = "";
    private @Nullable Database database;
    private @Nullable Sessions sessions;
    private @Nullable StatementCatalogue catalogue;

    @BeforeEach
    void open(@TempDir Path folder) {
        url = TestServer.newDatabase();
        TestServer.execute(url, """
                create table port (id int primary key, name text, "homeTown" text, home_country text, "a ""b? c" int);
                insert into port values (1, 'Oslo', 'Oslo', 'NO', 7), (2, 'Cork', 'Cork', 'IE', 8);
                """);
        catalogue = StatementLoader.load(Folders.write(folder, Map.of("sql-mappers/Port.xml", MAPPER)))
                .catalogue();
        database = TestServer.open(folder, url, 1, false);
        sessions = new Sessions(database, Isolation.READ_COMMITTED, List.of(runs::add), true);
    }

    @AfterEach
    void close() {
        Objects.requireNonNull(database).close();
    }

    @Test
    void whatNobodyWantsIsNotAskedFor() {
        assertEquals("2 Cork|1 Oslo", rows("all", "name", "id"));
        assertEquals(
                "/* Port.all */ select t.id, t.name from (\n"
                        + "select id, name, \"homeTown\", home_country, \"a \"\"b? c\" from port order by id desc\n) t",
                sent());
        assertEquals("Cork 8|Oslo 7", rows("all", "homeTown", "a \"b? c"));
        assertEquals("select t.\"homeTown\", t.\"a \"\"b? c\" from (", firstLine());
    }

    @Test
    void parametersAndACommentAtTheEndStayWhatTheyAre() {
        for (int time = 0; time < 2; time++) {
            assertEquals("Oslo", rows("one", Map.of("id", "1"), wanted("name")));
            assertEquals(
                    "/* Port.one */ select t.name from (\nselect id, name, \"homeTown\" from port where id = ?"
                            + " -- by its key\n) t",
                    sent());
        }
    }

    @Test
    void aColumnOrAFieldOrAllColumnsOfAnObject() {
        rows("all", Map.of(), WantedColumns.of(Set.of(new Want("home_town", "homeTown", false))));
        assertEquals("select t.\"homeTown\" from (", firstLine());
        rows("all", Map.of(), WantedColumns.of(Set.of(new Want("home", "home", true))));
        assertEquals("select t.home_country from (", firstLine());
    }

    @Test
    void theGatewaysOwnColumnsStay() {
        rows("keyed", "name");
        assertEquals("select t.key_id, t.name, t.cursor_1 from (", firstLine());
        rows("star");
        assertEquals("select t.id from (", firstLine());
    }

    @Test
    void whatCannotBeToldApartOrIsNotThereIsSentWhole() {
        rows("twice", "id");
        assertEquals("select id, name, name, \"homeTown\" from port", firstLine());
        rows("star", "id", "flag");
        assertEquals("select * from port", firstLine());
        rows("one", Map.of("id", 1), WantedColumns.ALL);
        rows("ended", "id");
        assertEquals("select id, name from port;", firstLine());
    }

    @Test
    void whatPostgresTakesOnlyWholeIsSentWhole() {
        assertEquals("UTC", rows("shown", "TimeZone"));
        for (int time = 0; time < 2; time++) {
            var session = Objects.requireNonNull(sessions).open();
            try (session) {
                session.begin();
                var refusal = assertThrows(StatementException.class, () -> session.run(call("written", "id")));
                assertEquals("0A000", refusal.refusal().sqlState());
            }
        }
        assertEquals("1 Oslo|2 Cork", rows("star", "id", "name"));
    }

    @Test
    void aLockIsTakenAllTheSame() {
        var session = Objects.requireNonNull(sessions).open();
        try (session) {
            session.begin();
            session.run(call("locked", "id"));
            assertEquals("select t.id from (", firstLine());
        }
    }

    @Test
    void anErrorInAColumnThatNobodyWantsIsNone() {
        assertEquals("0|1", rows("numbers", "id"));
        var refusal = assertThrows(StatementException.class, () -> rows("numbers", "name"));
        assertEquals("22012", refusal.refusal().sqlState());
    }

    @Test
    void aColumnThatIsGoneIsMissedAndNothingElse() {
        assertEquals("1 Oslo|2 Cork", rows("star", "id", "name"));
        TestServer.execute(url, "alter table port drop column home_country");
        assertEquals("1 Oslo|2 Cork", rows("star", "id", "name"));
        TestServer.execute(url, "alter table port rename column name to title");
        for (int time = 0; time < 2; time++) {
            assertEquals("1 Oslo Oslo 7|2 Cork Cork 8", rows("star", "id", "name"));
            assertEquals("select * from port", firstLine());
        }
    }

    @Test
    void itCanBeSwitchedOff() {
        sessions = new Sessions(Objects.requireNonNull(database), Isolation.READ_COMMITTED, List.of(runs::add), false);
        rows("star", "id");
        assertEquals("select * from port", firstLine());
    }

    private String sent() {
        return runs.getLast().sql();
    }

    private String firstLine() {
        return sent().lines().findFirst().orElse("").replaceFirst("/\\*.*?\\*/ ", "");
    }

    private static WantedColumns wanted(String... columns) {
        return WantedColumns.of(Arrays.stream(columns)
                .map(column -> new Want(column, column, false))
                .collect(Collectors.toSet()));
    }

    private String rows(String id, String... columns) {
        return rows(id, Map.of(), wanted(columns));
    }

    private String rows(String id, Map<String, @Nullable Object> given, WantedColumns wanted) {
        var call = new StatementCall(statement(id), given, wanted);
        try (var session = Objects.requireNonNull(sessions).open()) {
            var rows = Objects.requireNonNull(session.run(call).rows());
            return rows.all().stream().map(row -> cells(rows, row)).collect(Collectors.joining("|"));
        }
    }

    private static String cells(Rows rows, Row row) {
        var cells = new ArrayList<@Nullable String>();
        for (int i = 0; i < rows.columns().size(); i++) {
            cells.add(row.text(i));
        }
        return cells.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private StatementCall call(String id, String... columns) {
        return new StatementCall(statement(id), Map.of(), wanted(columns));
    }

    private SqlStatement statement(String id) {
        return Objects.requireNonNull(Objects.requireNonNull(catalogue).find("Port." + id), id);
    }
}
