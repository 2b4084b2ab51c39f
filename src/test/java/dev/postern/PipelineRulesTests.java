package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.postern.testing.DemoProject;
import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;
import tools.jackson.databind.JsonNode;

/** What the demo's pipeline keeps whatever SQL is run, whoever merges at one time, and whichever way rows come in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PipelineRulesTests {

    private static final String BATCH =
            "(select id from fuel_batch where company_id = 12 and file = 'nordic-bunker-2025-12.csv')";
    private static final String NOTE =
            "insert into bunkering (company_id, feed, note, vessel_id, port, fuel, delivered_at, tonnes,"
                    + " price, sulphur, changed_at, batch_id) values (%s, 'nordic-bunker', '%s', %s, 'NLRTM', '%s', '2025-12-01', %s, 1, %s,"
                    + " '2025-12-0%s', " + BATCH + ")";

    private final String url = DemoProject.newDatabase();
    private final String owner = url.replace("demo_gateway@", "postgres@");
    private final Gateway gateway = DemoProject.startForDevelopment(url);

    @AfterAll
    void stop() {
        gateway.close();
    }

    /** Files of two feeds, each merged by several at one time and once more: each row is inserted once. */
    @Test
    void mergesAtOnceAndAgainAddUpOnce() throws Exception {
        var merges = Stream.of("nordic-bunker", "strait-energy")
                .flatMap(feed -> Stream.generate(() -> merge(feed, feed + "-2025-12.csv"))
                        .limit(6))
                .toList();
        int inserted = 0;
        try (var threads = Executors.newFixedThreadPool(merges.size())) {
            for (var merged : threads.invokeAll(merges)) {
                inserted += merged.get().get("insertedCount").asInt();
            }
        }
        assertEquals(177, inserted);
        assertEquals(
                "{\"insertedCount\":0,\"updatedCount\":0,\"unchangedCount\":112,\"supersededCount\":0,\"rejectedCount\":16}",
                merge("nordic-bunker", "nordic-bunker-2025-12.csv").call().toString());
        assertEquals(
                "{\"data\":{\"fuelDrift\":[]}}",
                gateway.ask("{ fuelDrift { month } }").toString());
    }

    private Callable<JsonNode> merge(String feed, String file) {
        return () -> {
            var answer = gateway.ask("""
                    mutation { mergeFuelBatch(batch: { feed: "%s", file: "%s" }) {
                      insertedCount updatedCount unchangedCount supersededCount rejectedCount } }""".formatted(feed, file));
            assertFalse(answer.has("errors"), answer::toString);
            return answer.get("data").get("mergeFuelBatch");
        };
    }

    /** As {@code docs/uses/pipeline.md} has it, by the driver's copy instead of psql's. */
    @Test
    void rowsComeByCopyAsTheyComeByHttp() throws Exception {
        var opened = gateway.ask("""
                mutation { addFuelFeed(name: "copied") { name }
                  openFuelBatch(input: { feed: "copied", file: "a.csv", readFrom: "2026-01-01T00:00:00Z", readTo: "2026-02-01T00:00:00Z" }) {
                    id } }""");
        copy(opened.get("data").get("openFuelBatch").get("id").asString(), """
                imo_number,note,port,fuel,delivered_at,tonnes,price,sulphur,changed_at
                9250658,C-1,NLRTM,MGO,2026-01-02T10:00Z,12.5,700,0.05,2026-01-02T12:00Z
                9250658,C-1,NLRTM,MGO,2026-01-02T10:00Z,12.75,700,0.05,2026-01-03T12:00Z
                ,C-2,NLRTM,MGO,2026-01-02T10:00Z,"12,5",700,0.05,2026-01-02T12:00Z
                """);
        assertEquals(
                "{\"insertedCount\":1,\"updatedCount\":0,\"unchangedCount\":0,\"supersededCount\":1,\"rejectedCount\":1}",
                merge("copied", "a.csv").call().toString());
        assertEquals("""
                {"data":{"fuelBatch":{"rejections":{"nodes":[\
                {"line":3,"columnName":"imo_number","written":null,"reason":"The IMO number is missing."},\
                {"line":3,"columnName":"tonnes","written":"12,5","reason":"Tonnes are written as a number with a point, such as 812.5."}]}},\
                "bunkering":{"tonnes":"12.75"}}}""", gateway.ask("""
                        { fuelBatch(batch: { feed: "copied", file: "a.csv" }) { rejections { nodes { line columnName written reason } } }
                          bunkering(feed: "copied", note: "C-1") { tonnes } }""").toString());
    }

    private void copy(String batch, String csv) throws SQLException, IOException {
        try (var connection = TestServer.connect(owner);
                var statement = connection.createStatement()) {
            statement.execute("set role operator");
            statement.execute(DemoProject.CLAIMS);
            statement.execute("set pipeline.batch = '" + batch + "'");
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy fuel_csv from stdin with (format csv, header match)", new StringReader(csv));
        }
    }

    /** A row that breaks no rule of the report breaks none of the table, and the other way round. */
    @ParameterizedTest
    @CsvSource({
        "MGO, 5, 0.10, 2, it is done",
        "MGO, 5, 0.11, 2, bunkering_sulphur_allowed",
        "MGO, 0, 0.10, 2, fuel_tonnes_range",
        "MGO, 'NaN', 0.10, 2, fuel_tonnes_range",
        "MGO, 0.0001, 0.10, 2, fuel_tonnes_to_the_kilogram",
        "HFO, 20000, 3.50, 1, it is done",
        "HFO, 20000, -1, 1, sulphur_percent_range",
    })
    void theTableKeepsWhatTheReportNames(String fuel, String tonnes, String sulphur, String day, String rule) {
        var note = NOTE.formatted(12, "T-1", 12, fuel, "'" + tonnes + "'", sulphur, day);
        assertEquals(rule, DemoProject.refusal(owner, "operator", note));
        var written =
                Stream.of(fuel, tonnes, sulphur).map(cell -> "'" + cell + "'").toList();
        assertEquals(rule, TestServer.text(owner, """
                select coalesce(cell_fault('fuel_grade', %1$s), cell_fault('fuel_tonnes', %2$s), cell_fault('sulphur_percent', %3$s),
                  case when %3$s::numeric > most_sulphur(%1$s) then 'bunkering_sulphur_allowed' end, 'it is done')""".formatted(written.toArray())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "insert into fuel_month values (12, 'nordic-bunker', 12, '2026-01-01', 'MGO', 1, 1, 1) | 42501",
                "update fuel_month set tonnes = 1 | 42501",
                "delete from bunkering | 42501",
                "delete from fuel_batch | 42501",
                "update fuel_batch set read_from = '2025-01-01' | 42501",
                "insert into fuel_feed (company_id, name) values (7, 'x') | 42501",
                "insert into fuel_batch (company_id, feed, file, read_from, read_to) values (7, 'x', 'x', '2025-01-01', '2025-01-02') | 42501",
                "copy fuel_staging (batch_id, line) from stdin | 0A000",
                "insert into fuel_csv (note) values ('x') | Whose rows are these? Set pipeline.batch to the id of their batch.",
                "update fuel_feed set watermark = '2025-11-15' | A watermark only rises.",
                "update fuel_feed set watermark = null | A watermark only rises.",
            })
    void anOperatorCannot(String sql, String refusal) {
        assertEquals(refusal, DemoProject.refusal(owner, "operator", sql));
    }

    @Test
    void nobodyLoadsForAnother() {
        assertEquals(
                "42501", DemoProject.refusal(owner, "operator", NOTE.formatted(7, "T-2", 12, "MGO", "1", "0", "1")));
        var vessel = TestServer.text(owner, "select min(id) from vessel where owner_id = 7");
        assertEquals(
                "42501",
                DemoProject.refusal(owner, "operator", NOTE.formatted(12, "T-2", vessel, "MGO", "1", "0", "1")));
        assertEquals(
                "42501",
                DemoProject.refusal(
                        owner,
                        "operator",
                        "insert into fuel_staging (batch_id, line) select id, 9999 from fuel_batch where company_id = 12"
                                + " union all select md5('fuel batch 7 nordic-bunker 2025-12-01 00:00:00')::uuid, 9999"));
    }

    @Test
    void aSumThatSomebodyChangesIsFoundOut() {
        var other = DemoProject.newDatabase();
        var drift = "{ fuelDrift { month imoNumber fuel tonnes tonnesOfBunkerings } }";
        TestServer.execute(other.replace("demo_gateway@", "postgres@"), """
                update fuel_month set tonnes = 0.5 where company_id = 12 and vessel_id = 12 and month = '2025-11-01';
                delete from fuel_month where company_id = 12 and vessel_id = 26 and month = '2025-10-01'""");
        try (var started = DemoProject.startForDevelopment(other)) {
            assertEquals(
                    List.of("2025-10-01", "2025-10-01", "2025-11-01"),
                    started.ask(drift).findValuesAsString("month"));
        }
    }
}
