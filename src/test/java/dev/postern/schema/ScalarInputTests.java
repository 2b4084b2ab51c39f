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
import static dev.postern.schema.ScalarCases.LOCAL_DATE_TIME;
import static dev.postern.schema.ScalarCases.LOCAL_TIME;
import static dev.postern.schema.ScalarCases.LONG;
import static dev.postern.schema.ScalarCases.given;
import static dev.postern.schema.ScalarCases.literal;
import static dev.postern.schema.ScalarCases.read;
import static dev.postern.schema.ScalarCases.same;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What scalars make of what a client wrote. */
class ScalarInputTests {

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
                Duration.ofSeconds(30),
                () -> Stream.of("Int", "Float", "Long", "Decimal", "ID")
                        .forEach(scalar -> Stream.of("1e999999999", "-1e999999999")
                                .forEach(text -> assertThrows(
                                        CoercingParseValueException.class,
                                        () -> read(scalar, new BigDecimal(text)),
                                        scalar))));
    }
}
