package dev.postern.schema;

import static dev.postern.schema.ScalarCases.DIGITS;
import static dev.postern.schema.ScalarCases.STRINGS;
import static dev.postern.schema.ScalarCases.given;
import static dev.postern.schema.ScalarCases.read;
import static dev.postern.schema.ScalarCases.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.schema.ScalarCases.Given;
import dev.postern.testing.TestServer;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Values that go to Postgres and come back. */
class ScalarRoundTripTests {

    /** What a client writes goes into Postgres as {@code read} has it, and what comes back is what it wrote. */
    @Test
    void postgresGivesBackWhatAClientWrote() throws SQLException {
        var values = new ArrayList<Given>();
        Stream.of(
                        "2026-01-31T14:05:00Z",
                        "2026-01-31T14:05:00.123456Z",
                        "-0043-03-15T00:00:00Z",
                        "0000-12-31T23:59:59.999999Z",
                        "+12026-01-31T14:05:00Z",
                        "+294276-12-31T23:59:59.999999Z",
                        "-4713-11-24T00:00:00Z",
                        "infinity",
                        "-infinity")
                .forEach(text -> values.add(given("DateTime", text, "timestamptz")));
        Stream.of("2026-01-31T14:05:00", "-0043-03-15T12:00:00.5", "+12026-01-31T14:05:00", "infinity")
                .forEach(text -> values.add(given("LocalDateTime", text, "timestamp")));
        Stream.of("2024-02-29", "0000-02-29", "-4713-11-24", "+10000-01-01", "+5874897-12-31", "-infinity")
                .forEach(text -> values.add(given("Date", text, "date")));
        Stream.of("00:00:00", "23:59:59.999999", "24:00:00")
                .forEach(text -> values.add(given("LocalTime", text, "time")));
        Stream.of(
                        "PT0S",
                        "P1Y2M-3DT4H5M6.789S",
                        "P-1Y-2M3DT-4H-5M-6S",
                        "PT-0.5S",
                        "PT0.000001S",
                        "P-3D",
                        "PT2562047788H54.775807S",
                        "P178956970Y7M2147483647D",
                        "infinity",
                        "-infinity")
                .forEach(text -> values.add(given("Duration", text, "interval")));
        Stream.of(DIGITS, "0", "-12.50", "0.000", "1" + "0".repeat(131_071), "0." + "1".repeat(16_383))
                .forEach(text -> values.add(given("Decimal", text, "numeric")));
        Stream.of("9223372036854775807", "-9223372036854775808")
                .forEach(text -> values.add(given("Long", text, "int8")));

        var sent = values.stream().map(row -> row.scalar() + " " + row.value()).toList();
        assertEquals(
                sent.stream().collect(Collectors.joining("\n")),
                returned(values).stream().collect(Collectors.joining("\n")));
    }

    private static List<String> returned(List<Given> values) throws SQLException {
        var returned = new ArrayList<String>();
        try (var connection = TestServer.connect(TestServer.url("postgres"));
                var statement = connection.createStatement()) {
            statement.execute("set timezone = 'UTC'; set datestyle = 'ISO'; set intervalstyle = 'postgres'");
            for (var row : values) {
                try (var query = connection.prepareStatement("select (?::" + row.expected() + ")::text")) {
                    query.setString(1, text(read(row.scalar(), row.value())));
                    try (var result = query.executeQuery()) {
                        result.next();
                        returned.add(row.scalar() + " " + write(STRINGS, given(row.scalar(), result.getString(1), "")));
                    }
                }
            }
        }
        return returned;
    }

    private static String text(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }
}
