package dev.postern.schema;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The forms of times and dates: RFC 3339 outside, Postgres's ISO text inside.
 *
 * <p>Years before 1 and after 9999 are expanded ISO years outside, {@code -0043} for 44 BC. Only what is written in
 * full is taken: Postgres would read {@code yesterday} too. Source:
 * https://www.postgresql.org/docs/18/datatype-datetime.html
 */
final class TimeForms {

    private static final String DATE = "(?<year>[+-]\\d{4,7}|\\d{4})-(?<month>\\d\\d)-(?<day>\\d\\d)";
    private static final String TIME = "(?<time>(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)(?:\\.\\d{1,6})?)";
    private static final String OFFSET = "(?<offset>[Zz]|[+-](?:0\\d|1[0-5]):[0-5]\\d)";
    private static final String STORED_DATE = "(?<year>\\d{4,7})-(?<month>\\d\\d)-(?<day>\\d\\d)";
    private static final Set<String> ENDLESS = Set.of("infinity", "-infinity");

    private TimeForms() {}

    /**
     * One of the four.
     *
     * @param expected see {@link ScalarForm#expected()}
     * @param outside what clients write
     * @param stored what Postgres writes, in a row or, with a {@code T}, in JSON
     * @param endless whether {@code infinity} is one
     */
    record Form(String expected, Pattern outside, Pattern stored, boolean endless) implements ScalarForm {

        @Override
        public @Nullable Object read(Object input) {
            if (!(input instanceof String text)) {
                return null;
            }
            if (endless && ENDLESS.contains(text)) {
                return text;
            }
            var matcher = outside.matcher(text);
            return matcher.matches() && exists(matcher) ? forPostgres(matcher) : null;
        }

        @Override
        public @Nullable Object write(Object value) {
            var text = text(value);
            if (endless && ENDLESS.contains(text)) {
                return text;
            }
            var matcher = stored.matcher(text);
            if (matcher.matches()) {
                return forClients(matcher);
            }
            var right = outside.matcher(text);
            return right.matches() && exists(right) ? text : null;
        }

        private static String text(Object value) {
            return switch (value) {
                case OffsetDateTime time -> text(time.toInstant());
                case ZonedDateTime time -> text(time.toInstant());
                case Instant time -> time.truncatedTo(ChronoUnit.MICROS).toString();
                case LocalDateTime time -> time.toLocalDate() + "T" + full(time.toLocalTime());
                case LocalTime time -> full(time);
                default -> value.toString();
            };
        }

        /** Java leaves seconds out when they are zero, and counts nanoseconds where Postgres has microseconds. */
        private static String full(LocalTime precise) {
            var time = precise.truncatedTo(ChronoUnit.MICROS);
            return time.getSecond() == 0 && time.getNano() == 0 ? time + ":00" : time.toString();
        }
    }

    static final Form DATE_TIME = new Form(
            "RFC 3339 with an offset, such as 2026-01-31T14:05:00Z",
            Pattern.compile(DATE + "[Tt]" + TIME + OFFSET),
            Pattern.compile(STORED_DATE + "[ T]" + TIME + "(?<offset>[+-]\\d\\d(?::\\d\\d){0,2})(?<bc> BC)?"),
            true);

    static final Form LOCAL_DATE_TIME = new Form(
            "a date and time without an offset, such as 2026-01-31T14:05:00",
            Pattern.compile(DATE + "[Tt]" + TIME),
            Pattern.compile(STORED_DATE + "[ T]" + TIME + "(?<bc> BC)?"),
            true);

    static final Form LOCAL_DATE = new Form(
            "a date, such as 2026-01-31", Pattern.compile(DATE), Pattern.compile(STORED_DATE + "(?<bc> BC)?"), true);

    static final Form LOCAL_TIME =
            new Form("a time, such as 14:05:00", Pattern.compile(TIME), Pattern.compile(TIME), false);

    private static boolean exists(Matcher matcher) {
        return dateExists(matcher) && timeExists(matcher);
    }

    private static boolean dateExists(Matcher matcher) {
        if (!has(matcher, "year")) {
            return true;
        }
        try {
            LocalDate.of(number(matcher, "year"), number(matcher, "month"), number(matcher, "day"));
            return !matcher.group("year").equals("-0000");
        } catch (DateTimeException impossible) {
            return false;
        }
    }

    /** {@code 24:00:00} is the end of a day, and a leap second nothing that Postgres keeps. */
    private static boolean timeExists(Matcher matcher) {
        if (!has(matcher, "time")) {
            return true;
        }
        var endOfDay = matcher.group("time").equals("24:00:00") && !has(matcher, "year");
        var hour = number(matcher, "hour");
        return endOfDay || (hour < 24 && number(matcher, "minute") < 60 && number(matcher, "second") < 60);
    }

    private static String forPostgres(Matcher matcher) {
        if (!has(matcher, "year")) {
            return matcher.group("time");
        }
        var year = number(matcher, "year");
        var date = "%04d-%s-%s".formatted(year > 0 ? year : 1 - year, matcher.group("month"), matcher.group("day"));
        var time = has(matcher, "time") ? " " + matcher.group("time") : "";
        var offset = has(matcher, "offset") ? matcher.group("offset").toUpperCase(Locale.ROOT) : "";
        return date + time + offset + (year > 0 ? "" : " BC");
    }

    private static String forClients(Matcher matcher) {
        if (!has(matcher, "year")) {
            return matcher.group("time");
        }
        var date = year(matcher) + "-" + matcher.group("month") + "-" + matcher.group("day");
        var time = has(matcher, "time") ? "T" + matcher.group("time") : "";
        return date + time + (has(matcher, "offset") ? offset(matcher.group("offset")) : "");
    }

    private static String year(Matcher matcher) {
        var year = number(matcher, "year");
        if (has(matcher, "bc")) {
            return year == 1 ? "0000" : "-%04d".formatted(year - 1);
        }
        return year > 9999 ? "+" + year : "%04d".formatted(year);
    }

    private static String offset(String stored) {
        if (stored.equals("+00") || stored.equals("+00:00")) {
            return "Z";
        }
        return stored.length() == 3 ? stored + ":00" : stored;
    }

    private static boolean has(Matcher matcher, String group) {
        return matcher.namedGroups().containsKey(group) && matcher.group(group) != null;
    }

    private static int number(Matcher matcher, String group) {
        return Integer.parseInt(matcher.group(group));
    }
}
