package dev.postern.execution;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON in the making, in UTF-8, which can be taken back to an earlier point.
 *
 * <p>Not safe for use by several threads.
 */
final class JsonBuffer {

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Overflow overflow;
    private byte[] bytes;
    private int length;
    private long sent;
    private boolean mayGrow;

    /** @param bytes to begin with; not to be used by others meanwhile */
    JsonBuffer(byte[] bytes, Overflow overflow) {
        this.bytes = bytes;
        this.overflow = overflow;
    }

    /** Somebody who can take the bytes when there are too many. */
    @FunctionalInterface
    interface Overflow {

        /** Takes the first {@code length} bytes for good, or returns false; then the buffer grows from now on. */
        boolean flush(byte[] bytes, int length);
    }

    /** The bytes that were not flushed; as many of these as {@link #kept()} says. */
    byte[] bytes() {
        return bytes;
    }

    int kept() {
        return length;
    }

    /** How many bytes were written in all. */
    long length() {
        return sent + length;
    }

    /** Takes back everything behind an earlier length. */
    void truncate(long earlier) {
        if (earlier < sent) {
            throw new IllegalStateException("what is to be taken back was sent");
        }
        length = (int) (earlier - sent);
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            makeRoom(more);
        }
    }

    private void makeRoom(int more) {
        if (!mayGrow && overflow.flush(bytes, length)) {
            sent += length;
            length = 0;
        } else {
            mayGrow = true;
        }
        if (bytes.length - length < more) {
            grow(more);
        }
    }

    private void grow(int more) {
        var wanted = Math.max((long) bytes.length * 2, (long) length + more);
        if ((long) length + more > Integer.MAX_VALUE - 16) {
            throw new AnswerTooLargeException();
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
    }

    void character(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
    }

    /** Bytes that are JSON as they are. */
    void raw(byte[] json) {
        reserve(json.length);
        System.arraycopy(json, 0, bytes, length, json.length);
        length += json.length;
    }

    /** Part of such bytes. */
    void raw(byte[] json, int from, int to) {
        reserve(to - from);
        System.arraycopy(json, from, bytes, length, to - from);
        length += to - from;
    }

    /** Digits and letters. */
    void ascii(String json) {
        raw(json.getBytes(StandardCharsets.US_ASCII));
    }

    void nothing() {
        raw(NULL);
    }

    void truth(boolean value) {
        raw(value ? TRUE : FALSE);
    }

    /** A string that needs no escapes. */
    void plainString(byte[] text) {
        reserve(text.length + 2);
        bytes[length++] = '"';
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        bytes[length++] = '"';
    }

    /**
     * A date and a time of Postgres, with a {@code T} between them.
     *
     * @param end where the time ends
     * @param zone what stands behind it, or the closing quote itself
     */
    void time(byte[] text, int end, char zone) {
        reserve(end + 3);
        bytes[length++] = '"';
        System.arraycopy(text, 0, bytes, length, end);
        bytes[length + 10] = 'T';
        length += end;
        bytes[length++] = (byte) zone;
        if (zone != '"') {
            bytes[length++] = '"';
        }
    }

    void string(String text) {
        string(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A string, escaped where JSON asks for it: https://www.rfc-editor.org/rfc/rfc8259#section-7 */
    void string(byte[] text) {
        reserve(text.length + 2);
        bytes[length++] = '"';
        var from = 0;
        for (int i = 0; i < text.length; i++) {
            var c = text[i];
            if (c == '"' || c == '\\' || (c >= 0 && c < ' ')) {
                raw(text, from, i);
                escaped(c);
                from = i + 1;
            }
        }
        raw(text, from, text.length);
        character('"');
    }

    private void escaped(byte c) {
        reserve(6);
        bytes[length++] = '\\';
        var letter = letter(c);
        if (letter != 0) {
            bytes[length++] = letter;
            return;
        }
        bytes[length++] = 'u';
        bytes[length++] = '0';
        bytes[length++] = '0';
        bytes[length++] = HEX[c >> 4];
        bytes[length++] = HEX[c & 15];
    }

    private static byte letter(byte c) {
        return switch (c) {
            case '"', '\\' -> c;
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            case '\b' -> 'b';
            case '\f' -> 'f';
            default -> 0;
        };
    }
}
