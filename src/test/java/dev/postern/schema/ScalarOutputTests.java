package dev.postern.schema;

import static dev.postern.schema.ScalarCases.A_UUID;
import static dev.postern.schema.ScalarCases.BYTES;
import static dev.postern.schema.ScalarCases.DATE;
import static dev.postern.schema.ScalarCases.DATE_TIME;
import static dev.postern.schema.ScalarCases.DECIMAL;
import static dev.postern.schema.ScalarCases.DIGITS;
import static dev.postern.schema.ScalarCases.DURATION;
import static dev.postern.schema.ScalarCases.FLOAT;
import static dev.postern.schema.ScalarCases.ID;
import static dev.postern.schema.ScalarCases.INT;
import static dev.postern.schema.ScalarCases.LOCAL_TIME;
import static dev.postern.schema.ScalarCases.LONG;
import static dev.postern.schema.ScalarCases.NUMBERS;
import static dev.postern.schema.ScalarCases.STRINGS;
import static dev.postern.schema.ScalarCases.given;
import static dev.postern.schema.ScalarCases.same;
import static dev.postern.schema.ScalarCases.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import graphql.schema.CoercingSerializeException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What scalars make of values on their way to a client. */
class ScalarOutputTests {

    /** What {@code to_jsonb} makes of times, which is not what a row has. */
    @Test
    void timesFromJsonAreWrittenAsThoseFromRows() {
        assertEquals("2026-01-02T03:04:05.5Z", write(STRINGS, given("DateTime", "2026-01-02T03:04:05.5+00:00", "")));
        assertEquals("-0043-03-15T00:00:00Z", write(STRINGS, given("DateTime", "0044-03-15T00:00:00+00:00 BC", "")));
        assertEquals("+12026-01-01T00:00:00Z", write(STRINGS, given("DateTime", "12026-01-01T00:00:00+00:00", "")));
        assertEquals("-0043-03-15T00:00:00", write(STRINGS, given("LocalDateTime", "0044-03-15T00:00:00 BC", "")));
    }

    @Test
    void whatIsNoTimeIsNotWrittenAsOne() {
        for (var row : List.of(
                given("Date", "99999999999-01-01", ""),
                given("Date", "2026-02-30T", ""),
                given("DateTime", "2026-02-30T00:00:00Z", ""),
                given("LocalTime", "99:99:99Z", ""),
                given("Duration", "99999999999999999999 days", ""))) {
            assertThrows(CoercingSerializeException.class, () -> write(STRINGS, row), row::toString);
        }
        assertEquals("PT0S", write(STRINGS, given("Duration", "0 days", "")));
    }

    @Test
    void theScalarsAreThese() {
        assertEquals(
                List.of(
                        "ID",
                        "UUID",
                        "JSON",
                        "Bytes",
                        "Int",
                        "Float",
                        "Long",
                        "Decimal",
                        "DateTime",
                        "LocalDateTime",
                        "Date",
                        "LocalTime",
                        "Duration",
                        "Vector",
                        "GeoJSON"),
                STRINGS.all().stream().map(scalar -> scalar.getName()).toList());
    }

    /** What comes from Postgres is its text, or what {@code Row.value} made of it. */
    @TestFactory
    Stream<DynamicTest> writesWhatPostgresSent() {
        return Stream.of(
                        given("Int", 17L, 17),
                        given("Int", -2147483648L, Integer.MIN_VALUE),
                        given("Int", 2147483647L, Integer.MAX_VALUE),
                        given("Float", 12.5, 12.5),
                        given("Float", Double.MIN_VALUE, Double.MIN_VALUE),
                        given("ID", 17L, "17"),
                        same("ID", "IMO 9074729"),
                        given("Long", Long.MAX_VALUE, "9223372036854775807"),
                        given("Long", Long.MIN_VALUE, "-9223372036854775808"),
                        given("Decimal", new BigDecimal("12.50"), "12.50"),
                        given("Decimal", new BigDecimal(DIGITS), DIGITS),
                        given("Decimal", new BigDecimal("1E+3"), "1000"),
                        same("Decimal", "NaN"),
                        same("Decimal", "-Infinity"),
                        same("UUID", "123e4567-e89b-12d3-a456-426614174000"),
                        given("JSON", Map.of("a", List.of(1)), Map.of("a", List.of(1))),
                        given("Bytes", "hello".getBytes(StandardCharsets.UTF_8), "aGVsbG8="),
                        given("Bytes", new byte[0], ""),
                        given("DateTime", "2026-01-31 14:05:00+00", "2026-01-31T14:05:00Z"),
                        given("DateTime", "2026-01-31 14:05:00.123456+00", "2026-01-31T14:05:00.123456Z"),
                        given("DateTime", "2026-01-31 14:05:00.1+05:30", "2026-01-31T14:05:00.1+05:30"),
                        given("DateTime", "2026-01-31 14:05:00-03", "2026-01-31T14:05:00-03:00"),
                        given("DateTime", "0044-03-15 00:00:00+00 BC", "-0043-03-15T00:00:00Z"),
                        given("DateTime", "0001-01-01 00:00:00+00 BC", "0000-01-01T00:00:00Z"),
                        given("DateTime", "12026-01-31 14:05:00+00", "+12026-01-31T14:05:00Z"),
                        same("DateTime", "infinity"),
                        same("DateTime", "-infinity"),
                        given("LocalDateTime", "2026-01-31 14:05:00.000001", "2026-01-31T14:05:00.000001"),
                        given("LocalDateTime", "0044-03-15 12:00:00 BC", "-0043-03-15T12:00:00"),
                        same("LocalDateTime", "infinity"),
                        same("Date", "2026-01-31"),
                        given("Date", "0044-03-15 BC", "-0043-03-15"),
                        given("Date", "5874897-12-31", "+5874897-12-31"),
                        same("Date", "-infinity"),
                        same("LocalTime", "14:05:00"),
                        same("LocalTime", "14:05:00.000001"),
                        same("LocalTime", "24:00:00"),
                        given("Duration", "00:00:00", "PT0S"),
                        given("Duration", "1 year 2 mons -3 days +04:05:06.789", "P1Y2M-3DT4H5M6.789S"),
                        given("Duration", "-1 years -2 mons +3 days -04:05:06", "P-1Y-2M3DT-4H-5M-6S"),
                        given("Duration", "1 day", "P1D"),
                        given("Duration", "-00:00:00.5", "PT-0.5S"),
                        given("Duration", "100:00:00", "PT100H"),
                        given("Duration", "1 mon", "P1M"),
                        given("Duration", "00:01:00", "PT1M"),
                        same("Duration", "infinity"),
                        same("Duration", "-infinity"))
                .map(row -> dynamicTest(
                        row.scalar() + " " + row.value(), () -> assertEquals(row.expected(), write(STRINGS, row))));
    }

    @TestFactory
    Stream<DynamicTest> writesWhatJavaReturned() {
        return Stream.of(
                        given("Int", 17, 17),
                        given("Int", (short) 17, 17),
                        given("Int", new BigDecimal("17.0"), 17),
                        given("Float", 12.5f, 12.5),
                        given("Float", 0.1f, 0.1),
                        given("Float", new BigDecimal("12.50"), 12.5),
                        given("Float", 17, 17.0),
                        given("ID", 17, "17"),
                        given("ID", new BigInteger("17"), "17"),
                        given(
                                "ID",
                                UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
                                "123e4567-e89b-12d3-a456-426614174000"),
                        given(
                                "UUID",
                                UUID.fromString("123E4567-e89b-12d3-a456-426614174000"),
                                "123e4567-e89b-12d3-a456-426614174000"),
                        given("Long", 17, "17"),
                        given("Long", "17", "17"),
                        given("Decimal", 17, "17"),
                        given("Decimal", 0.1, "0.1"),
                        same("Bytes", "aGVsbG8="),
                        given("DateTime", Instant.parse("2026-01-31T14:05:00Z"), "2026-01-31T14:05:00Z"),
                        given(
                                "DateTime",
                                Instant.parse("2026-01-31T14:05:00.123456789Z"),
                                "2026-01-31T14:05:00.123456Z"),
                        given("DateTime", OffsetDateTime.parse("2026-01-31T14:05:00+02:00"), "2026-01-31T12:05:00Z"),
                        given(
                                "DateTime",
                                ZonedDateTime.parse("2026-01-31T14:05:00+01:00[Europe/Paris]"),
                                "2026-01-31T13:05:00Z"),
                        given("LocalDateTime", LocalDateTime.parse("2026-01-31T14:05"), "2026-01-31T14:05:00"),
                        given(
                                "LocalDateTime",
                                LocalDateTime.parse("2026-01-31T14:05:00.123456789"),
                                "2026-01-31T14:05:00.123456"),
                        given("Date", LocalDate.of(2026, 1, 31), "2026-01-31"),
                        given("Date", LocalDate.of(-43, 3, 15), "-0043-03-15"),
                        given("Date", LocalDate.of(12026, 1, 31), "+12026-01-31"),
                        given("LocalTime", LocalTime.of(14, 5), "14:05:00"),
                        given("LocalTime", LocalTime.of(14, 5, 0, 1), "14:05:00"),
                        given("LocalTime", LocalTime.of(14, 5, 6, 120_000_000), "14:05:06.120"),
                        given("Duration", Duration.parse("PT-1.5S"), "PT-1.5S"),
                        given("Duration", Duration.ZERO, "PT0S"),
                        given("Duration", Duration.ofNanos(1_500), "PT0.000001S"),
                        given("Duration", Period.of(1, 2, -3), "P1Y2M-3D"))
                .map(row -> dynamicTest(
                        row.scalar() + " " + row.value().getClass().getSimpleName() + " " + row.value(),
                        () -> assertEquals(row.expected(), write(STRINGS, row))));
    }

    @TestFactory
    Stream<DynamicTest> writesNumbersWhereTheSettingsSayNumber() {
        return Stream.of(
                        same("Long", Long.MAX_VALUE),
                        given("Long", "17", 17L),
                        same("Decimal", new BigDecimal(DIGITS)),
                        same("Decimal", new BigDecimal("12.50")))
                .map(row -> dynamicTest(
                        row.scalar() + " " + row.value(), () -> assertEquals(row.expected(), write(NUMBERS, row))));
    }

    @TestFactory
    Stream<DynamicTest> refusesToWrite() {
        return Stream.of(
                        given("Int", 2147483648L, "2147483648 is not an Int: expected " + INT),
                        given("Int", -2147483649L, "-2147483649 is not an Int: expected " + INT),
                        given("Int", 1.5, "1.5 is not an Int: expected " + INT),
                        given("Int", "17", "\"17\" is not an Int: expected " + INT),
                        given("Float", Double.NaN, "NaN is not a Float: expected " + FLOAT),
                        given("Float", Double.NEGATIVE_INFINITY, "-Infinity is not a Float: expected " + FLOAT),
                        given("Float", true, "true is not a Float: expected " + FLOAT),
                        given("ID", 1.5, "1.5 is not an ID: expected " + ID),
                        given("ID", List.of(), "a list is not an ID: expected " + ID),
                        given("Long", "x", "\"x\" is not a Long: expected " + LONG),
                        given("Decimal", "x", "\"x\" is not a Decimal: expected " + DECIMAL),
                        given("UUID", "x", "\"x\" is not a UUID: expected " + A_UUID),
                        given("Bytes", "a\"b", "\"a\\\"b\" is not a Bytes: expected " + BYTES),
                        given("DateTime", "today", "\"today\" is not a DateTime: expected " + DATE_TIME),
                        given(
                                "DateTime",
                                "2026-01-31 14:05:00",
                                "\"2026-01-31 14:05:00\" is not a DateTime: expected " + DATE_TIME),
                        given("Date", 17, "17 is not a Date: expected " + DATE),
                        given("LocalTime", new byte[0], "binary data is not a LocalTime: expected " + LOCAL_TIME),
                        given("Duration", "", "\"\" is not a Duration: expected " + DURATION))
                .map(row -> dynamicTest(row.scalar() + " " + row.value(), () -> {
                    var refused = assertThrows(CoercingSerializeException.class, () -> write(STRINGS, row));
                    assertEquals(row.expected(), refused.getMessage());
                }));
    }

    @Test
    void refusesToWriteWhatIsNoJsonNumber() {
        var refused = assertThrows(CoercingSerializeException.class, () -> write(NUMBERS, given("Decimal", "NaN", "")));

        assertEquals("\"NaN\" is not a Decimal: expected " + DECIMAL, refused.getMessage());
    }
}
