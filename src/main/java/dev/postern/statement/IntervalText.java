package dev.postern.statement;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An ISO 8601 duration as Postgres writes an {@code interval}: {@code P1Y2M-3DT4H} is {@code 1 year 2 mons -3 days +04:00:00}.
 *
 * <p>Months, days and microseconds are apart. Source: https://www.postgresql.org/docs/18/datatype-datetime.html#DATATYPE-INTERVAL-OUTPUT
 */
final class IntervalText {

    private static final Pattern ISO =
            Pattern.compile("P(?:(-?\\d{1,9})Y)?(?:(-?\\d{1,9})M)?(?:(-?\\d{1,9})W)?(?:(-?\\d{1,10})D)?"
                    + "(?:T(?:(-?\\d{1,10})H)?(?:(-?\\d{1,9})M)?(?:(-?\\d{1,9}(?:\\.\\d{1,6})?)S)?)?");
    private static final long MICROS = 1_000_000;

    private final StringBuilder text = new StringBuilder();
    private boolean isBehindNegative;

    private IntervalText() {}

    /** The text, which stays as it is where it is no ISO duration; null for what Postgres has no room for. */
    static @Nullable String of(String given) {
        var read = ISO.matcher(given);
        if (!read.matches()) {
            return given;
        }
        var months = 12 * whole(read, 1) + whole(read, 2);
        var days = 7 * whole(read, 3) + whole(read, 4);
        var seconds = read.group(7) == null ? BigDecimal.ZERO : new BigDecimal(read.group(7));
        var micros = MICROS * (3600 * whole(read, 5) + 60 * whole(read, 6))
                + seconds.movePointRight(6).longValueExact();
        if (months != (int) months || days != (int) days) {
            return null;
        }
        return new IntervalText().write(months, days, micros);
    }

    private static long whole(Matcher read, int group) {
        return read.group(group) == null ? 0 : Long.parseLong(read.group(group));
    }

    private String write(long months, long days, long micros) {
        part(months / 12, "year");
        part(months % 12, "mon");
        part(days, "day");
        if (micros != 0 || text.isEmpty()) {
            time(micros);
        }
        return text.toString();
    }

    /** What is positive says so only behind a negative part. */
    private void part(long value, String unit) {
        if (value == 0) {
            return;
        }
        text.append(text.isEmpty() ? "" : " ")
                .append(isBehindNegative && value > 0 ? "+" : "")
                .append(value)
                .append(' ')
                .append(unit)
                .append(value == 1 ? "" : "s");
        isBehindNegative = value < 0;
    }

    private void time(long micros) {
        var sign = isBehindNegative ? "+" : "";
        var size = Math.abs(micros);
        var seconds = size / MICROS;
        var fraction =
                size % MICROS == 0 ? "" : ".%06d".formatted(size % MICROS).replaceFirst("0+$", "");
        text.append(text.isEmpty() ? "" : " ")
                .append(micros < 0 ? "-" : sign)
                .append("%02d:%02d:%02d%s".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60, fraction));
    }
}
