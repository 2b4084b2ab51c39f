package dev.postern.execution;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON in the making, in UTF-8, which can be taken back to an earlier point.
 *
 * <p>It grows by further arrays of the pool, so nothing is copied. Not safe for use by several threads.
 */
final class JsonBuffer {

    private static final byte[] NONE = {};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final BufferPool pool;
    private final Overflow overflow;
    private final List<Part> full = new ArrayList<>();
    private byte[] bytes;
    private int length;

    /** How many bytes came before those of {@code bytes}, sent ones among them. */
    private long before;

    private long sent;

    JsonBuffer(BufferPool pool, Overflow overflow) {
        this.pool = pool;
        this.overflow = overflow;
        this.bytes = pool.take();
    }

    /** Bytes that follow each other: the first {@code length} of an array. */
    @SuppressWarnings("ArrayRecordComponent") // a view that nobody compares
    record Part(byte[] bytes, int length) {}

    /** Somebody who can take parts when there are too many to keep. */
    @FunctionalInterface
    interface Overflow {

        /**
         * Sends parts for good, or returns false to have them kept.
         *
         * @param kept how many bytes these are
         */
        boolean send(List<Part> parts, long kept);
    }

    /** How many bytes were written in all. */
    long length() {
        return before + length;
    }

    /** How many of them were not sent. */
    long kept() {
        return length() - sent;
    }

    /** What was not sent. */
    List<Part> parts() {
        var parts = new ArrayList<>(full);
        parts.add(new Part(bytes, length));
        return parts;
    }

    /** Gives all arrays back, once; nothing may be written any more. */
    void release() {
        full.forEach(part -> pool.give(part.bytes));
        full.clear();
        pool.give(bytes);
        bytes = NONE;
        length = 0;
    }

    /** Takes back everything behind an earlier length. */
    void truncate(long earlier) {
        if (earlier < sent) {
            throw new IllegalStateException("what is to be taken back was sent");
        }
        while (earlier < before) {
            pool.give(bytes);
            var last = full.removeLast();
            bytes = last.bytes;
            before -= last.length;
        }
        length = (int) (earlier - before);
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            next(more);
        }
    }

    private void next(int more) {
        full.add(new Part(bytes, length));
        before += length;
        if (overflow.send(full, before - sent)) {
            full.forEach(part -> pool.give(part.bytes));
            full.clear();
            sent = before;
        }
        length = 0;
        bytes = more > BufferPool.SIZE ? new byte[more] : pool.take();
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
