package dev.postern.statement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values on their way to Postgres and back. */
class SessionValueTests extends SessionCase {

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
}
