package dev.postern.schema;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.postern.schema.ScalarProperties.NumberForm;
import dev.postern.testing.TestServer;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.parser.Parser;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ScalarsTests {

    private static final Scalars STRINGS = Scalars.of(new ScalarProperties(NumberForm.STRING, NumberForm.STRING));
    private static final Scalars NUMBERS = Scalars.of(new ScalarProperties(NumberForm.NUMBER, NumberForm.NUMBER));

    private static final String INT = "a whole number from -2147483648 to 2147483647";
    private static final String FLOAT = "a finite number, such as 12.5";
    private static final String ID = "a string or a whole number";
    private static final String LONG =
            "a whole number from -9223372036854775808 to 9223372036854775807, as a number or a string";
    private static final String DECIMAL = "a decimal number, such as \"12.50\", as a string or a number";
    private static final String A_UUID = "a UUID, such as 123e4567-e89b-12d3-a456-426614174000";
    private static final String BYTES = "base64 with padding, such as \"aGVsbG8=\"";
    private static final String DATE_TIME = "RFC 3339 with an offset, such as 2026-01-31T14:05:00Z";
    private static final String LOCAL_DATE_TIME = "a date and time without an offset, such as 2026-01-31T14:05:00";
    private static final String DATE = "a date, such as 2026-01-31";
    private static final String LOCAL_TIME = "a time, such as 14:05:00";
    private static final String DURATION = "an ISO 8601 duration, such as P1DT2H30M";
    private static final String DIGITS = "1234567890123456789012345678.901234567890";

    private record Given(String scalar, Object value, Object expected) {}

    private static Given given(String scalar, Object value, Object expected) {
        return new Given(scalar, value, expected);
    }

    private static Given same(String scalar, Object value) {
        return new Given(scalar, value, value);
    }

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

    /** JSON's numbers come as {@code Integer}, {@code Long}, {@code BigInteger} or {@code BigDecimal}. */
    @TestFactory
    Stream<DynamicTest> readsVariables() {
        return Stream.of(
                        same("Int", 17),
                        given("Int", new BigDecimal("17.0"), 17),
                        given("Int", new BigInteger("-2147483648"), Integer.MIN_VALUE),
                        given("Float", 17, 17.0),
                        given("Float", new BigDecimal("1e308"), 1e308),
                        given("ID", 17, "17"),
                        given("ID", new BigInteger("12345678901234567890"), "12345678901234567890"),
                        same("ID", "ship 🚢"),
                        given("Long", 17, 17L),
                        given("Long", "-9223372036854775808", Long.MIN_VALUE),
                        given("Long", new BigInteger("9223372036854775807"), Long.MAX_VALUE),
                        given("Decimal", DIGITS, new BigDecimal(DIGITS)),
                        given("Decimal", "12.50", new BigDecimal("12.50")),
                        given("Decimal", 17, new BigDecimal("17")),
                        given("Decimal", "1e3", new BigDecimal("1e3")),
                        given("UUID", "123E4567-E89B-12D3-A456-426614174000", "123e4567-e89b-12d3-a456-426614174000"),
                        same("JSON", List.of(1, "a")),
                        given("DateTime", "2026-01-31T14:05:00.123456Z", "2026-01-31 14:05:00.123456Z"),
                        given("DateTime", "2026-01-31t14:05:00z", "2026-01-31 14:05:00Z"),
                        given("DateTime", "2026-01-31T14:05:00-15:59", "2026-01-31 14:05:00-15:59"),
                        given("DateTime", "-0043-03-15T00:00:00Z", "0044-03-15 00:00:00Z BC"),
                        given("DateTime", "0000-01-01T00:00:00Z", "0001-01-01 00:00:00Z BC"),
                        given("DateTime", "+12026-01-31T14:05:00Z", "12026-01-31 14:05:00Z"),
                        same("DateTime", "infinity"),
                        given("LocalDateTime", "2024-02-29T23:59:59", "2024-02-29 23:59:59"),
                        same("Date", "2024-02-29"),
                        given("Date", "+5874897-12-31", "5874897-12-31"),
                        same("Date", "-infinity"),
                        same("LocalTime", "24:00:00"),
                        same("LocalTime", "00:00:00.000001"),
                        same("Duration", "P1Y2M-3DT4H5M6.789S"),
                        same("Duration", "PT0S"),
                        same("Duration", "P2W"),
                        same("Duration", "infinity"))
                .map(row -> dynamicTest(
                        row.scalar() + " " + row.value(),
                        () -> assertEquals(row.expected(), read(row.scalar(), row.value()))));
    }

    @Test
    void readsBytes() {
        assertArrayEquals("hello".getBytes(StandardCharsets.UTF_8), (byte[]) read("Bytes", "aGVsbG8="));
        assertArrayEquals(new byte[0], (byte[]) read("Bytes", ""));
    }

    @TestFactory
    Stream<DynamicTest> refusesVariables() {
        return Stream.of(
                        given("Int", "17", "\"17\" is not an Int: expected " + INT),
                        given("Int", 2147483648L, "2147483648 is not an Int: expected " + INT),
                        given("Int", new BigDecimal("1.5"), "1.5 is not an Int: expected " + INT),
                        given("Int", true, "true is not an Int: expected " + INT),
                        given("Int", new BigDecimal("1e999999999"), "1E+999999999 is not an Int: expected " + INT),
                        given("Float", "1.5", "\"1.5\" is not a Float: expected " + FLOAT),
                        given(
                                "Float",
                                new BigDecimal("1e-999999999"),
                                "1E-999999999 is not a Float: expected " + FLOAT),
                        given("Float", new BigDecimal("1e309"), "1E+309 is not a Float: expected " + FLOAT),
                        given("Float", new BigDecimal("1e999999999"), "1E+999999999 is not a Float: expected " + FLOAT),
                        given("ID", new BigDecimal("1.0"), "1.0 is not an ID: expected " + ID),
                        given("ID", "a\u0000b", "\"a\\u0000b\" is not an ID: expected " + ID),
                        given("ID", "\ud83d", "\"\\ud83d\" is not an ID: expected " + ID),
                        given("ID", "\udea2", "\"\\udea2\" is not an ID: expected " + ID),
                        given("Long", "9223372036854775808", "\"9223372036854775808\" is not a Long: expected " + LONG),
                        given(
                                "Long",
                                "-9223372036854775809",
                                "\"-9223372036854775809\" is not a Long: expected " + LONG),
                        given("Long", "1.0", "\"1.0\" is not a Long: expected " + LONG),
                        given("Long", " 1", "\" 1\" is not a Long: expected " + LONG),
                        given("Decimal", "1e999999999", "\"1e999999999\" is not a Decimal: expected " + DECIMAL),
                        given("Decimal", "1e-999999999", "\"1e-999999999\" is not a Decimal: expected " + DECIMAL),
                        given(
                                "Decimal",
                                new BigDecimal("1e999999999"),
                                "1E+999999999 is not a Decimal: expected " + DECIMAL),
                        given("Decimal", "1e131072", "\"1e131072\" is not a Decimal: expected " + DECIMAL),
                        given("Decimal", "NaN", "\"NaN\" is not a Decimal: expected " + DECIMAL),
                        given("Decimal", "12,50", "\"12,50\" is not a Decimal: expected " + DECIMAL),
                        given(
                                "UUID",
                                "123e4567e89b12d3a456426614174000",
                                "\"123e4567e89b12d3a456426614174000\" is not a UUID: expected " + A_UUID),
                        given("Bytes", "aGVsbG8", "\"aGVsbG8\" is not a Bytes: expected " + BYTES),
                        given("Bytes", "aGVs\nbG8", "\"aGVs\\u000abG8\" is not a Bytes: expected " + BYTES),
                        given("Bytes", "-_-_", "\"-_-_\" is not a Bytes: expected " + BYTES),
                        given("Bytes", "QR==", "\"QR==\" is not a Bytes: expected " + BYTES),
                        given("DateTime", "now", "\"now\" is not a DateTime: expected " + DATE_TIME),
                        given(
                                "DateTime",
                                "2026-01-31T14:05:00",
                                "\"2026-01-31T14:05:00\" is not a DateTime: expected " + DATE_TIME),
                        given(
                                "DateTime",
                                "2026-01-31 14:05:00Z",
                                "\"2026-01-31 14:05:00Z\" is not a DateTime: expected " + DATE_TIME),
                        given(
                                "DateTime",
                                "2016-12-31T23:59:60Z",
                                "\"2016-12-31T23:59:60Z\" is not a DateTime: expected " + DATE_TIME),
                        given(
                                "DateTime",
                                "2026-01-31T24:00:00Z",
                                "\"2026-01-31T24:00:00Z\" is not a DateTime: expected " + DATE_TIME),
                        given(
                                "DateTime",
                                "2026-01-31T14:05:00.1234567Z",
                                "\"2026-01-31T14:05:00.1234567Z\" is not a DateTime: expected " + DATE_TIME),
                        given(
                                "DateTime",
                                "2026-02-30T00:00:00Z",
                                "\"2026-02-30T00:00:00Z\" is not a DateTime: expected " + DATE_TIME),
                        given(
                                "DateTime",
                                "2026-01-31T14:05:00+16:00",
                                "\"2026-01-31T14:05:00+16:00\" is not a DateTime: expected " + DATE_TIME),
                        given(
                                "LocalDateTime",
                                "2026-01-31T14:05:00Z",
                                "\"2026-01-31T14:05:00Z\" is not a LocalDateTime: expected " + LOCAL_DATE_TIME),
                        given(
                                "LocalDateTime",
                                "2026-01-31T14:60:00",
                                "\"2026-01-31T14:60:00\" is not a LocalDateTime: expected " + LOCAL_DATE_TIME),
                        given("Date", "yesterday", "\"yesterday\" is not a Date: expected " + DATE),
                        given("Date", "20240229", "\"20240229\" is not a Date: expected " + DATE),
                        given("Date", "2026-02-30", "\"2026-02-30\" is not a Date: expected " + DATE),
                        given("Date", "2023-02-29", "\"2023-02-29\" is not a Date: expected " + DATE),
                        given("Date", "12026-01-31", "\"12026-01-31\" is not a Date: expected " + DATE),
                        given("Date", "Infinity", "\"Infinity\" is not a Date: expected " + DATE),
                        given("Date", 20240229, "20240229 is not a Date: expected " + DATE),
                        given("LocalTime", "24:00:01", "\"24:00:01\" is not a LocalTime: expected " + LOCAL_TIME),
                        given("LocalTime", "14:05", "\"14:05\" is not a LocalTime: expected " + LOCAL_TIME),
                        given("LocalTime", "23:59:60", "\"23:59:60\" is not a LocalTime: expected " + LOCAL_TIME),
                        given("LocalTime", "infinity", "\"infinity\" is not a LocalTime: expected " + LOCAL_TIME),
                        given("Duration", "P", "\"P\" is not a Duration: expected " + DURATION),
                        given("Duration", "PT", "\"PT\" is not a Duration: expected " + DURATION),
                        given("Duration", "1 day", "\"1 day\" is not a Duration: expected " + DURATION),
                        given("Duration", "P1.5D", "\"P1.5D\" is not a Duration: expected " + DURATION),
                        given("ID", List.of("a"), "a list is not an ID: expected " + ID),
                        given("Date", Map.of(), "an object is not a Date: expected " + DATE),
                        given("Long", "9".repeat(70), "\"" + "9".repeat(60) + "…\" is not a Long: expected " + LONG))
                .map(row -> dynamicTest(row.scalar() + " " + Shown.of(row.value()), () -> {
                    var refused =
                            assertThrows(CoercingParseValueException.class, () -> read(row.scalar(), row.value()));
                    assertEquals(row.expected(), refused.getMessage());
                }));
    }

    /** A literal as it stands in a document, and what is bound for it. */
    @TestFactory
    Stream<DynamicTest> readsLiterals() {
        return Stream.of(
                        given("Int", "17", 17),
                        given("Float", "17", 17.0),
                        given("Float", "1.5e2", 150.0),
                        given("ID", "17", "17"),
                        given("ID", "\"17\"", "17"),
                        given("Long", "9223372036854775807", Long.MAX_VALUE),
                        given("Long", "\"17\"", 17L),
                        given("Decimal", DIGITS, new BigDecimal(DIGITS)),
                        given("Decimal", "\"12.50\"", new BigDecimal("12.50")),
                        given("Decimal", "12.50", new BigDecimal("12.50")),
                        given("JSON", "{a: [1, \"b\", true]}", Map.of("a", List.of(new BigInteger("1"), "b", true))),
                        given("DateTime", "\"2026-01-31T14:05:00Z\"", "2026-01-31 14:05:00Z"),
                        given("Duration", "\"PT0S\"", "PT0S"))
                .map(row -> dynamicTest(
                        row.scalar() + " " + row.value(),
                        () -> assertEquals(row.expected(), literal(row.scalar(), (String) row.value()))));
    }

    @TestFactory
    Stream<DynamicTest> refusesLiterals() {
        return Stream.of(
                        given("Int", "17.0", "17.0 is not an Int: expected " + INT),
                        given("Int", "\"17\"", "\"17\" is not an Int: expected " + INT),
                        given("Int", "1e999999999", "1E+999999999 is not an Int: expected " + INT),
                        given("Float", "1e999999999", "1E+999999999 is not a Float: expected " + FLOAT),
                        given("ID", "1.0", "1.0 is not an ID: expected " + ID),
                        given("ID", "true", "true is not an ID: expected " + ID),
                        given("Long", "17.0", "17.0 is not a Long: expected " + LONG),
                        given("Decimal", "1e999999999", "1E+999999999 is not a Decimal: expected " + DECIMAL),
                        given("Date", "20240229", "20240229 is not a Date: expected " + DATE),
                        given("Date", "\"2026-02-30\"", "\"2026-02-30\" is not a Date: expected " + DATE),
                        given("Bytes", "[1]", "a list is not a Bytes: expected " + BYTES))
                .map(row -> dynamicTest(row.scalar() + " " + row.value(), () -> {
                    var refused = assertThrows(
                            CoercingParseLiteralException.class, () -> literal(row.scalar(), (String) row.value()));
                    assertEquals(row.expected(), refused.getMessage());
                }));
    }

    @Test
    void refusesAHugeExponentAtOnce() {
        assertTimeout(
                Duration.ofSeconds(1),
                () -> Stream.of("Int", "Float", "Long", "Decimal", "ID")
                        .forEach(scalar -> Stream.of("1e999999999", "-1e999999999")
                                .forEach(text -> assertThrows(
                                        CoercingParseValueException.class,
                                        () -> read(scalar, new BigDecimal(text)),
                                        scalar))));
    }

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

    private static Object write(Scalars scalars, Given row) {
        return Objects.requireNonNull(
                coercing(scalars, row.scalar()).serialize(row.value(), GraphQLContext.getDefault(), Locale.ROOT));
    }

    private static Object read(String scalar, Object value) {
        return Objects.requireNonNull(
                coercing(STRINGS, scalar).parseValue(value, GraphQLContext.getDefault(), Locale.ROOT));
    }

    private static Object literal(String scalar, String text) {

        return Objects.requireNonNull(coercing(STRINGS, scalar)
                .parseLiteral(
                        Parser.parseValue(text),
                        CoercedVariables.emptyVariables(),
                        GraphQLContext.getDefault(),
                        Locale.ROOT));
    }

    private static Coercing<?, ?> coercing(Scalars scalars, String name) {
        return scalars.all().stream()
                .filter(scalar -> scalar.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getCoercing();
    }
}
