package dev.postern.execution;

/** The forms in which cells are JSON, or nearly, as Postgres wrote them. */
enum CellForm implements CellWriter {
    /** No cell: the scalar decides about each. */
    NONE,
    /** A number of which every digit counts. */
    RAW,
    /** Text that needs quotes and no escapes. */
    PLAIN,
    /** Any text. */
    TEXT,
    /** {@code t} or {@code f}. */
    TRUTH,
    /** A whole number that has 32 bits in any case, by its number of digits. */
    SHORT_NUMBER,
    /** A number, unless it is {@code NaN} or infinite. */
    FINITE,
    /** The same in quotes. */
    FINITE_PLAIN,
    /** JSON, unless it is JSON's own null, which is no value. */
    JSON,
    /** {@code 2026-01-31 14:05:00.5+00}, as {@code "2026-01-31T14:05:00.5Z"}. */
    DATE_TIME,
    /** {@code 2026-01-31 14:05:00.5}, as {@code "2026-01-31T14:05:00.5"}. */
    LOCAL_DATE_TIME,
    /** {@code 2026-01-31}. */
    DATE;

    private static final int DIGITS_OF_INT = 9;
    private static final int DATE_LENGTH = "2026-01-31".length();
    private static final int TIME_END = "2026-01-31 14:05:00".length();
    private static final int OFFSET_LENGTH = "+00".length();

    @Override
    public boolean takes(byte[] cell) {
        return switch (this) {
            case NONE -> false;
            case RAW, PLAIN, TEXT, TRUTH -> true;
            case SHORT_NUMBER -> cell.length <= DIGITS_OF_INT;
            case FINITE, FINITE_PLAIN -> cell[cell.length - 1] <= '9';
            case JSON -> !isNull(cell);
            case DATE_TIME -> isUtc(cell) && isDateAndTime(cell);
            case LOCAL_DATE_TIME -> cell.length >= TIME_END && isDateAndTime(cell) && cell[cell.length - 1] <= '9';
            case DATE -> cell.length == DATE_LENGTH && cell[4] == '-' && cell[7] == '-';
        };
    }

    @Override
    public boolean write(JsonBuffer out, byte[] cell) {
        if (!takes(cell)) {
            return false;
        }
        switch (this) {
            case NONE -> throw new IllegalStateException("takes no cell");
            case RAW, SHORT_NUMBER, FINITE, JSON -> out.raw(cell);
            case PLAIN, FINITE_PLAIN, DATE -> out.plainString(cell);
            case TEXT -> out.string(cell);
            case TRUTH -> out.truth(cell[0] == 't');
            case DATE_TIME -> out.time(cell, cell.length - OFFSET_LENGTH, 'Z');
            case LOCAL_DATE_TIME -> out.time(cell, cell.length, '"');
        }
        return true;
    }

    /** Null is the only value that begins with its letter; {@code json} keeps the blanks before it. */
    private static boolean isNull(byte[] json) {
        var start = 0;
        while (json[start] >= 0 && json[start] <= ' ') {
            start++;
        }
        return json[start] == 'n';
    }

    private static boolean isUtc(byte[] cell) {
        var end = cell.length - OFFSET_LENGTH;
        return end >= TIME_END && cell[end] == '+' && cell[end + 1] == '0' && cell[end + 2] == '0';
    }

    /** A year of four digits, AD. */
    private static boolean isDateAndTime(byte[] cell) {
        return cell[4] == '-' && cell[7] == '-' && cell[DATE_LENGTH] == ' ';
    }
}
