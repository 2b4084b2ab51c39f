package dev.postern.execution;

import dev.postern.statement.KeyColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Distinct keys, numbered from 0 in the order in which they were met.
 *
 * <p>A key is one text or several, each as Postgres writes it; equal are those whose texts are. Not safe for use by several
 * threads.
 */
final class KeyTable {

    private static final int FREE = -1;

    private final int width;
    private byte[][] texts;
    private int[] hashes;
    private int[] slots;
    private int size;

    /** @param width how many texts a key has, at least 1 */
    KeyTable(int width) {
        this.width = width;
        this.texts = new byte[16 * width][];
        this.hashes = new int[16];
        this.slots = new int[32];
        Arrays.fill(slots, FREE);
    }

    int width() {
        return width;
    }

    int size() {
        return size;
    }

    /** The number of a key, which is added if it is new; the array is the caller's to use again. */
    int add(byte[][] key) {
        var hash = hash(key);
        var slot = slot(key, hash);
        if (slots[slot] != FREE) {
            return slots[slot];
        }
        if (size == hashes.length) {
            grow();
            slot = slot(key, hash);
        }
        System.arraycopy(key, 0, texts, size * width, width);
        hashes[size] = hash;
        slots[slot] = size;
        return size++;
    }

    /** The number of a key, or -1. */
    int find(byte[][] key) {
        return slots[slot(key, hash(key))];
    }

    private int slot(byte[][] key, int hash) {
        var mask = slots.length - 1;
        var slot = (hash ^ (hash >>> 15)) & mask;
        while (slots[slot] != FREE && !(hashes[slots[slot]] == hash && equals(key, slots[slot]))) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static int hash(byte[][] key) {
        var hash = 0;
        for (var text : key) {
            hash = hash * 0x9E3779B1 + Arrays.hashCode(text);
        }
        return hash;
    }

    private boolean equals(byte[][] key, int number) {
        for (int i = 0; i < width; i++) {
            if (!Arrays.equals(key[i], texts[number * width + i])) {
                return false;
            }
        }
        return true;
    }

    private void grow() {
        texts = Arrays.copyOf(texts, texts.length * 2);
        hashes = Arrays.copyOf(hashes, hashes.length * 2);
        slots = new int[slots.length * 2];
        Arrays.fill(slots, FREE);
        for (int i = 0; i < size; i++) {
            var key = Arrays.copyOfRange(texts, i * width, (i + 1) * width);
            slots[slot(key, hashes[i])] = i;
        }
    }

    /** Arrays of the same length, row by row, as {@code unnest} takes them. */
    Map<String, KeyColumn> columns(List<String> names) {
        var columns = new TreeMap<String, KeyColumn>();
        for (int i = 0; i < width; i++) {
            columns.put(names.get(i), new KeyColumn(column(i), size));
        }
        return columns;
    }

    private byte[][] column(int number) {
        if (width == 1) {
            return texts;
        }
        var column = new byte[size][];
        for (int i = 0; i < size; i++) {
            column[i] = texts[i * width + number];
        }
        return column;
    }
}
