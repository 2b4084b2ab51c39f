package dev.postern.execution;

/**
 * Postgres's ISO times in the form of RFC 3339, byte for byte.
 *
 * <p>Only the common case: years of four digits, AD, and UTC. Source:
 * https://www.postgresql.org/docs/18/datatype-datetime.html#DATATYPE-DATETIME-OUTPUT
 */
final class TimeCells {

    private static final int DATE = "2026-01-31".length();
    private static final int DATE_AND_TIME = "2026-01-31 14:05:00".length();

    private TimeCells() {}

    /** {@code 2026-01-31 14:05:00.5+00} becomes {@code "2026-01-31T14:05:00.5Z"}. */
    static boolean dateTime(JsonBuffer out, byte[] cell) {
        var end = cell.length - 3;
        if (end < DATE_AND_TIME || !isDate(cell) || cell[end] != '+' || cell[end + 1] != '0' || cell[end + 2] != '0') {
            return false;
        }
        out.character('"');
        write(out, cell, end);
        out.character('Z');
        out.character('"');
        return true;
    }

    /** {@code 2026-01-31 14:05:00.5} becomes {@code "2026-01-31T14:05:00.5"}. */
    static boolean localDateTime(JsonBuffer out, byte[] cell) {
        if (cell.length < DATE_AND_TIME || !isDate(cell) || cell[cell.length - 1] > '9') {
            return false;
        }
        out.character('"');
        write(out, cell, cell.length);
        out.character('"');
        return true;
    }

    static boolean date(JsonBuffer out, byte[] cell) {
        if (cell.length != DATE || cell[4] != '-' || cell[7] != '-') {
            return false;
        }
        out.plainString(cell);
        return true;
    }

    private static boolean isDate(byte[] cell) {
        return cell[4] == '-' && cell[7] == '-' && cell[DATE] == ' ';
    }

    private static void write(JsonBuffer out, byte[] cell, int end) {
        out.raw(cell, 0, DATE);
        out.character('T');
        out.raw(cell, DATE + 1, end);
    }
}
