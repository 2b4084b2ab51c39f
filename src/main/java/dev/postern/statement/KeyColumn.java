package dev.postern.statement;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;

/**
 * The distinct values of one key, each in Postgres's text form.
 *
 * <p>A list of strings for a {@code foreach} or a {@code test}; bound to an array it is written without making any of
 * them.
 */
public final class KeyColumn extends AbstractList<String> {

    private final byte[][] values;
    private final int size;

    /** @param values UTF-8; the first {@code size} of them count */
    public KeyColumn(byte[][] values, int size) {
        this.values = values;
        this.size = size;
    }

    @Override
    public String get(int index) {
        return new String(values[index], StandardCharsets.UTF_8);
    }

    @Override
    public int size() {
        return size;
    }

    /**
     * The text of an array of them, {@code {17,18}}.
     *
     * <p>Digits and letters need no quotes; source: https://www.postgresql.org/docs/18/arrays.html#ARRAYS-IO
     */
    String arrayText() {
        var length = 2;
        for (int i = 0; i < size; i++) {
            length += values[i].length + 1;
        }
        var text = new byte[length];
        var at = 0;
        text[at++] = '{';
        for (int i = 0; i < size; i++) {
            if (!isPlain(values[i])) {
                return ArrayText.write(',', this, Object::toString);
            }
            System.arraycopy(values[i], 0, text, at, values[i].length);
            at += values[i].length;
            text[at++] = ',';
        }
        at = size == 0 ? at : at - 1;
        text[at++] = '}';
        return new String(text, 0, at, StandardCharsets.ISO_8859_1);
    }

    /** {@code NULL} would be read as null, so a value that begins with N is quoted too. */
    private static boolean isPlain(byte[] value) {
        if (value.length == 0 || value[0] == 'N' || value[0] == 'n') {
            return false;
        }
        for (var c : value) {
            var plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
            if (!plain) {
                return false;
            }
        }
        return true;
    }
}
