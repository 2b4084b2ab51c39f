package dev.postern.statement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The order of a connection's rows.
 *
 * @param keys at least one; what comes first weighs most, and all together tell any two rows apart
 */
public record PageOrder(List<SortKey> keys) {

    public PageOrder {
        keys = List.copyOf(keys);
    }

    /** @throws IllegalArgumentException when there is no expression, or one of them is empty */
    static PageOrder of(String... expressions) {
        if (expressions.length == 0) {
            throw new IllegalArgumentException("page.by names no expression");
        }
        return new PageOrder(Arrays.stream(expressions).map(SortKey::of).toList());
    }

    /** A word that orders do not share: cursors of one say nothing in another. */
    public String fingerprint() {
        return HexFormat.of().toHexDigits(orderBy().hashCode());
    }

    PageOrder reversed() {
        return new PageOrder(keys.stream().map(SortKey::reversed).toList());
    }

    String orderBy() {
        return keys.stream().map(SortKey::toString).collect(Collectors.joining(", "));
    }

    /** The columns that cursors are made of; their names say of which order they are. */
    String columns() {
        var columns = new ArrayList<String>();
        for (int i = 0; i < keys.size(); i++) {
            columns.add(keys.get(i).expression() + " as " + CursorColumns.name(fingerprint(), i));
        }
        return String.join(", ", columns);
    }

    /** Whether all keys go the same way and none is null, so that rows can be compared as a whole. */
    boolean isUniform() {
        return keys.stream()
                .noneMatch(key ->
                        key.isNullable() || key.descending() != keys.getFirst().descending());
    }

    /** As {@code order by} has it. */
    @Override
    public String toString() {
        return orderBy();
    }
}
