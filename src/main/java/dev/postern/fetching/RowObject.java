package dev.postern.fetching;

import dev.postern.binding.FieldBinding;
import dev.postern.execution.Cursors;
import dev.postern.execution.FieldException;
import dev.postern.execution.InternalErrors;
import dev.postern.fetching.Completion.Rest;
import dev.postern.statement.Column;
import dev.postern.statement.Row;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An object that a row holds, whole or in the columns that begin with a prefix.
 *
 * <p>A Java data fetcher of one of its fields gets it as its source, and reads it as a {@code Map} of columns, without
 * the prefix, in their order. The values are those of {@link Row#value(int)}: {@code bigint} is a {@code Long}. Right:
 * {@code Map<String, Object> vessel = environment.getSource(); vessel.get("home_port_id")}. Wrong:
 * {@code vessel.get("homePortId")}, which is the field and not the column. The map cannot be changed.
 */
final class RowObject extends AbstractMap<String, @Nullable Object> {

    private final Row row;
    private final String prefix;
    private final @Nullable Cursors cursors;
    private final Completion completion;
    private final @Nullable RowObject brought;

    /**
     * @param prefix empty for the row itself, {@code dimensions_} for an object inside of it
     * @param cursors where the row is an edge
     * @param completion where to look for what the row lacks
     */
    private RowObject(Row row, String prefix, @Nullable Cursors cursors, Completion completion) {
        this(row, prefix, cursors, completion, null);
    }

    /** @param brought where to look first */
    private RowObject(
            Row row, String prefix, @Nullable Cursors cursors, Completion completion, @Nullable RowObject brought) {
        this.brought = brought;
        this.row = row;
        this.prefix = prefix;
        this.cursors = cursors;
        this.completion = completion;
    }

    @Override
    public @Nullable Object get(@Nullable Object column) {
        if (brought != null && brought.containsKey(column)) {
            return brought.get(column);
        }
        var found = column instanceof String name ? column(name) : -1;
        return found < 0 ? null : row.value(found);
    }

    @Override
    public boolean containsKey(@Nullable Object column) {
        return column instanceof String name && (column(name) >= 0 || (brought != null && brought.column(name) >= 0));
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        var entries = new LinkedHashMap<String, @Nullable Object>();
        if (brought != null) {
            entries.putAll(brought);
        }
        columns().forEach(column -> {
            var name = row.rows().columns().get(column).name().substring(prefix.length());
            entries.putIfAbsent(name, row.value(column));
        });
        Map<String, @Nullable Object> unmodifiable = Collections.unmodifiableMap(entries);
        return unmodifiable.entrySet();
    }

    /** The object that a row is, null when there is none. */
    static @Nullable RowObject of(Row row, Completion completion) {
        return completion.isAbsent() ? null : new RowObject(row, "", null, completion);
    }

    /** The object that a client named by a row of its key, null when there is none. */
    static @Nullable RowObject lookedUp(Row row, Completion completion) {
        if (completion.isAbsent()) {
            return null;
        }
        var brought = completion.rest() instanceof Rest.Brought found
                ? new RowObject(found.row(), "", null, completion.brought())
                : null;
        return new RowObject(row, "", null, completion, brought);
    }

    /** The same for a row that is an edge, or its node. */
    static @Nullable RowObject of(Row row, Cursors cursors, Completion completion) {
        return completion.isAbsent() ? null : new RowObject(row, "", cursors, completion);
    }

    /** The node of an edge, null when there is none; {@code label} is the field's key in the answer. */
    @Nullable
    RowObject node(String label) {
        var node = completion.field(label);
        return node.isAbsent() ? null : new RowObject(row, prefix, cursors, node);
    }

    /** The cursor of an edge. */
    String cursor() {
        if (cursors == null) {
            throw new IllegalStateException("this row is no edge");
        }
        return cursors.of(row.number());
    }

    /**
     * The value of a field that the row holds: a value, a JSON tree, or an object of the columns with its prefix.
     *
     * @param label the field's key in the answer
     */
    @Nullable
    Object read(FieldBinding.Held field, String label) {
        if (brought != null && brought.holds(field)) {
            return brought.read(field, label);
        }
        var column = column(field.column());
        if (column < 0) {
            column = column(field.field());
        }
        if (column >= 0) {
            return RowShape.value(field.shape(), row, column);
        }
        var inner = new RowObject(row, prefix + field.column() + "_", null, completion.field(label));
        if (field.shape().leaf()
                || field.shape().list()
                || inner.columns().findAny().isEmpty()) {
            return rest(field.coordinate(), field.column()).read(field, label);
        }
        return inner.completion.isAbsent() || inner.columns().allMatch(row::isNull) ? null : inner;
    }

    private boolean holds(FieldBinding.Held field) {
        var isObject = !field.shape().leaf() && !field.shape().list();
        var inside = prefix + field.column() + "_";
        return column(field.column()) >= 0
                || column(field.field()) >= 0
                || (isObject
                        && columns()
                                .anyMatch(column ->
                                        row.rows().columns().get(column).name().startsWith(inside)));
    }

    /** A column's text, or null; {@code coordinate} is the field that asks for it. */
    @Nullable
    String text(String name, String coordinate) {
        var column = column(name);
        return column < 0 ? rest(coordinate, name).text(name, coordinate) : row.text(column);
    }

    /** What has the column that the row lacks. */
    private RowObject rest(String coordinate, String column) {
        return switch (completion.rest()) {
            case Rest.Brought brought -> new RowObject(brought.row(), "", null, completion.brought());
            case Rest.Failed failed -> throw failed.failure();
            case Rest.None ignored -> throw missing(coordinate, column);
            case Rest.Absent ignored -> throw missing(coordinate, column);
        };
    }

    /** The concrete type that the row names, or null. */
    @Nullable
    String typename() {
        var column = column("__typename");
        return column < 0 ? null : row.text(column);
    }

    private int column(String name) {
        return row.rows().column(prefix + name);
    }

    private IntStream columns() {
        var columns = row.rows().columns();
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).name().startsWith(prefix));
    }

    private FieldException missing(String coordinate, String column) {
        var present = row.rows().columns().stream().map(Column::name).collect(Collectors.joining(", "));
        return new FieldException(
                InternalErrors.report(
                        coordinate + " needs the column '" + prefix + column + "', and the row has " + present),
                null);
    }
}
