package dev.postern.statement;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a statement that somebody will look at.
 *
 * <p>Equal by content, and immutable.
 */
public final class WantedColumns {

    /** Whatever the statement returns. */
    public static final WantedColumns ALL = new WantedColumns(null);

    private final @Nullable Set<Want> wants;
    private final int hash;

    private WantedColumns(@Nullable Set<Want> wants) {
        this.wants = wants == null ? null : Set.copyOf(wants);
        this.hash = Objects.hashCode(this.wants);
    }

    /**
     * A value that is looked for.
     *
     * @param column where it is
     * @param field where it is when there is no such column
     * @param isObject whether it may instead be in all columns that begin with {@code column} and {@code _}
     */
    public record Want(String column, String field, boolean isObject) {}

    /** These, and what the gateway itself reads: {@code key_*} and {@code cursor_*}. */
    public static WantedColumns of(Set<Want> wants) {
        return new WantedColumns(wants);
    }

    /** What one or the other looks at. */
    public WantedColumns and(WantedColumns other) {
        if (wants == null || other.wants == null || wants.equals(other.wants)) {
            return wants == null ? this : other;
        }
        var both = new HashSet<>(wants);
        both.addAll(other.wants);
        return new WantedColumns(both);
    }

    /** Whether nothing may be left out. */
    boolean isAll() {
        return wants == null;
    }

    /**
     * Those among a statement's columns, in their order.
     *
     * <p>All of them where one that is wanted is not there, because then nobody knows what the statement returns; and where two
     * share a name, because a name would not tell them apart. Never none.
     */
    List<String> among(List<String> columns) {
        var names = new HashSet<>(columns);
        if (wants == null || names.size() < columns.size()) {
            return columns;
        }
        var chosen = new HashSet<String>();
        for (var want : wants) {
            var found = found(want, names);
            if (found.isEmpty()) {
                return columns;
            }
            chosen.addAll(found);
        }
        var kept = columns.stream()
                .filter(column -> chosen.contains(column) || isTheGateways(column))
                .toList();
        return kept.isEmpty() ? columns.subList(0, Math.min(1, columns.size())) : kept;
    }

    private static List<String> found(Want want, Set<String> names) {
        if (names.contains(want.column)) {
            return List.of(want.column);
        }
        if (names.contains(want.field)) {
            return List.of(want.field);
        }
        var inside = new ArrayList<String>();
        if (want.isObject) {
            names.stream().filter(name -> name.startsWith(want.column + "_")).forEach(inside::add);
        }
        return inside;
    }

    private static boolean isTheGateways(String column) {
        return column.startsWith("key_") || column.startsWith("cursor_");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WantedColumns same && Objects.equals(wants, same.wants);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
