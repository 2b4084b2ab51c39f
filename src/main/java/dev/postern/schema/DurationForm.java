package dev.postern.schema;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * ISO 8601 durations, with months, days and time apart as Postgres keeps them: {@code P1Y2M-3DT4H5M6.789S}.
 *
 * <p>Source: https://www.postgresql.org/docs/18/datatype-datetime.html#DATATYPE-INTERVAL-INPUT
 */
final class DurationForm implements ScalarForm {

    private static final Pattern ISO = Pattern.compile("P(?=.)(-?\\d{1,9}Y)?(-?\\d{1,9}M)?(-?\\d{1,9}W)?(-?\\d{1,10}D)?"
            + "(T(?=.)(-?\\d{1,10}H)?(-?\\d{1,9}M)?(-?\\d{1,9}(\\.\\d{1,6})?S)?)?");

    private static final Pattern STORED = Pattern.compile(
            "(?:(?<years>-?\\+?\\d{1,18}) years? ?)?(?:(?<months>[-+]?\\d{1,18}) mons? ?)?(?:(?<days>[-+]?\\d{1,18}) days? ?)?"
                    + "(?:(?<sign>[-+]?)(?<hours>\\d{1,18}):(?<minutes>\\d\\d):(?<seconds>\\d\\d)(?<fraction>\\.\\d+)?)?");

    private static final Set<String> ENDLESS = Set.of("infinity", "-infinity");

    @Override
    public String expected() {
        return "an ISO 8601 duration, such as P1DT2H30M";
    }

    /** Postgres reads ISO 8601 itself, its seconds as a double: nine digits and six behind the point are exact. */
    @Override
    public @Nullable Object read(Object input) {
        return input instanceof String text && (ISO.matcher(text).matches() || ENDLESS.contains(text)) ? text : null;
    }

    @Override
    public @Nullable Object write(Object value) {
        var text = value instanceof Duration time
                ? time.truncatedTo(ChronoUnit.MICROS).toString()
                : value.toString();
        if (ENDLESS.contains(text)) {
            return text;
        }
        var matcher = STORED.matcher(text);
        if (!text.isEmpty() && matcher.matches()) {
            return iso(matcher);
        }
        return ISO.matcher(text).matches() ? text : null;
    }

    private static String iso(Matcher stored) {
        var date = part(stored, "years", "Y") + part(stored, "months", "M") + part(stored, "days", "D");
        var time = time(stored);
        return date.isEmpty() && time.isEmpty() ? "PT0S" : "P" + date + (time.isEmpty() ? "" : "T" + time);
    }

    private static String part(Matcher stored, String group, String unit) {
        var digits = stored.group(group);
        var number = digits == null ? 0 : Long.parseLong(digits);
        return number == 0 ? "" : number + unit;
    }

    private static String time(Matcher stored) {
        if (stored.group("hours") == null) {
            return "";
        }
        var sign = "-".equals(stored.group("sign")) ? "-" : "";
        var hours = Long.parseLong(stored.group("hours"));
        var minutes = Long.parseLong(stored.group("minutes"));
        var fraction = stored.group("fraction") == null ? "" : stored.group("fraction");
        var seconds = Long.parseLong(stored.group("seconds")) + fraction;
        return (hours == 0 ? "" : sign + hours + "H")
                + (minutes == 0 ? "" : sign + minutes + "M")
                + (seconds.equals("0") ? "" : sign + seconds + "S");
    }
}
