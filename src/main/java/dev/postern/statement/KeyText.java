package dev.postern.statement;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key from outside in the one text that Postgres would write for it.
 *
 * <p>Keys are compared as texts, so {@code 007} must be {@code 7} for a {@code bigint} and stay as it is for a {@code text}. Of strings that
 * are networks, ranges or bits the text is taken as it comes. Source:
 * https://www.postgresql.org/docs/18/datatype.html
 */
public final class KeyText {

    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,40}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,150000}(\\.\\d{1,20000})?([eE][+-]?\\d{1,6})?");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern MOMENT = Pattern.compile(
            "(\\d{4,7})-(\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?)(Z|[+-]\\d\\d:\\d\\d)?( BC)?");
    private static final Set<String> TRUE = Set.of("true", "t");
    private static final Set<String> FALSE = Set.of("false", "f");

    /** What {@code numeric} can hold, https://www.postgresql.org/docs/18/datatype-numeric.html */
    private static final int DIGITS_BEFORE_POINT = 131_072;

    private static final int DIGITS_AFTER_POINT = 16_383;

    private KeyText() {}

    /**
     * The text as Postgres would write it, null for what it would not read.
     *
     * <p>Types that are not known here keep the text as it came.
     */
    public static @Nullable String of(PostgresType type, String text) {
        if (!isSendable(text)) {
            return null;
        }
        return switch (type.name()) {
            case "int2" -> whole(text, 15);
            case "int4" -> whole(text, 31);
            case "int8" -> whole(text, 63);
            case "numeric" -> decimal(text);
            case "float4" -> floating(text, true);
            case "float8" -> floating(text, false);
            case "bool" -> truth(text);
            case "uuid" -> uuid(text);
            case "timestamptz" -> moment(text, true);
            case "timestamp" -> moment(text, false);
            case "time" -> withoutZeros(text);
            case "interval" -> IntervalText.of(text);
            default -> text;
        };
    }

    /** Postgres stores no NUL, and half a character is no Unicode. */
    private static boolean isSendable(String text) {
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c) && (++i == text.length() || !Character.isLowSurrogate(text.charAt(i)))) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String whole(String text, int bits) {
        if (!WHOLE.matcher(text).matches()) {
            return null;
        }
        var number = new BigInteger(text);
        return number.bitLength() > bits ? null : number.toString();
    }

    private static @Nullable String decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            return null;
        }
        var number = new BigDecimal(text);
        var magnitude = (long) number.precision() - number.scale();
        return magnitude > DIGITS_BEFORE_POINT || number.scale() > DIGITS_AFTER_POINT ? null : number.toPlainString();
    }

    /** The shortest digits that mean the number; with an exponent where Postgres writes one. */
    private static @Nullable String floating(String text, boolean isShort) {
        if (!DECIMAL.matcher(text).matches()) {
            return null;
        }
        var value = isShort ? (double) Float.parseFloat(text) : Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            return null;
        }
        if (value == 0) {
            return text.startsWith("-") ? "-0" : "0";
        }
        var digits =
                new BigDecimal(isShort ? Float.toString((float) value) : Double.toString(value)).stripTrailingZeros();
        var exponent = digits.precision() - digits.scale() - 1;
        return exponent < -4 || exponent >= (isShort ? 6 : 15) ? scientific(digits, exponent) : digits.toPlainString();
    }

    private static String scientific(BigDecimal digits, int exponent) {
        var mantissa = digits.movePointLeft(exponent).toPlainString();
        return "%se%s%02d".formatted(mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    private static @Nullable String truth(String text) {
        if (TRUE.contains(text)) {
            return "t";
        }
        return FALSE.contains(text) ? "f" : null;
    }

    private static @Nullable String uuid(String text) {
        var isBraced = text.startsWith("{") && text.endsWith("}") && text.length() > 1;
        var digits = (isBraced ? text.substring(1, text.length() - 1) : text)
                .replace("-", "")
                .toLowerCase(Locale.ROOT);
        if (!UUID.matcher(digits).matches()) {
            return null;
        }
        return String.join(
                "-",
                digits.substring(0, 8),
                digits.substring(8, 12),
                digits.substring(12, 16),
                digits.substring(16, 20),
                digits.substring(20));
    }

    /** The session's time zone is UTC. */
    private static @Nullable String moment(String text, boolean hasZone) {
        if (text.equals("infinity") || text.equals("-infinity")) {
            return text;
        }
        var read = MOMENT.matcher(text);
        if (!read.matches() || hasZone == (read.group(4) == null)) {
            return null;
        }
        var year = Integer.parseInt(read.group(1));
        try {
            var local = LocalDateTime.parse("2000-" + read.group(2) + "T" + read.group(3))
                    .withYear(read.group(5) == null ? year : 1 - year);
            return stored(
                    hasZone
                            ? OffsetDateTime.of(local, ZoneOffset.of(read.group(4)))
                                    .withOffsetSameInstant(ZoneOffset.UTC)
                                    .toLocalDateTime()
                            : local,
                    hasZone ? "+00" : "");
        } catch (DateTimeException impossible) {
            return null;
        }
    }

    private static String stored(LocalDateTime time, String zone) {
        var year = time.getYear();
        var whole = time.truncatedTo(ChronoUnit.SECONDS);
        var micros = time.get(ChronoField.MICRO_OF_SECOND);
        var fraction = micros == 0 ? "" : withoutZeros(".%06d".formatted(micros));
        return "%04d-%02d-%02d %02d:%02d:%02d%s%s%s"
                .formatted(
                        year > 0 ? year : 1 - year,
                        whole.getMonthValue(),
                        whole.getDayOfMonth(),
                        whole.getHour(),
                        whole.getMinute(),
                        whole.getSecond(),
                        fraction,
                        zone,
                        year > 0 ? "" : " BC");
    }

    private static String withoutZeros(String time) {
        return time.indexOf('.') < 0 ? time : time.replaceFirst("\\.?0+$", "");
    }
}
