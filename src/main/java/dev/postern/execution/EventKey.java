package dev.postern.execution;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a subscription's statement knows subscribers by: their arguments, each as Postgres writes it.
 *
 * @param texts in the order of the statement's keys, none where it takes no lists
 */
public record EventKey(List<String> texts) {

    /** That of a statement that takes no lists. */
    static final EventKey NONE = new EventKey(List.of());

    public EventKey {
        texts = List.copyOf(texts);
    }

    /** Always true: what a key is made of is never null. */
    boolean read(byte[][] key) {
        for (int i = 0; i < key.length; i++) {
            key[i] = texts.get(i).getBytes(StandardCharsets.UTF_8);
        }
        return true;
    }
}
