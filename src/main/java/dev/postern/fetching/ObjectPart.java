package dev.postern.fetching;

import dev.postern.binding.FieldBinding;
import dev.postern.fetching.ObjectSelection.Chosen;
import dev.postern.statement.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An object that a row is, or that it holds in columns with a prefix, and what is selected of it.
 *
 * @param prefix empty for the row itself
 * @param lookup the statement that brings all of it, because nobody but a client vouches for the row; null for other rows
 */
record ObjectPart(Row row, String prefix, ObjectSelection selection, FieldBinding.@Nullable Nested lookup) {

    ObjectPart(Row row, String prefix, ObjectSelection selection) {
        this(row, prefix, selection, null);
    }

    /** What is selected of an object of this one's type. */
    List<Chosen> chosen() {
        return selection.byType().getOrDefault(typeName(), List.of());
    }

    /** The concrete type, empty when the row does not say. */
    String typeName() {
        if (!selection.typeName().isEmpty()) {
            return selection.typeName();
        }
        var column = row.rows().column(prefix + "__typename");
        var named = column < 0 ? null : row.text(column);
        return named == null ? "" : named;
    }

    /** The selected fields that the row cannot answer; all that a row may hold where it is looked up. */
    List<FieldBinding> missing() {
        return chosen().stream()
                .map(Chosen::binding)
                .filter(field -> (lookup != null && !(field instanceof FieldBinding.Nested)) || !answers(field))
                .toList();
    }

    private boolean answers(FieldBinding field) {
        return switch (field) {
            case FieldBinding.Held held -> holds(held) || holdsInside(held);
            case FieldBinding.Nested nested -> hasAll(nested.keys());
            case FieldBinding.Root ignored -> true;
            case FieldBinding.Write ignored -> true;
            case FieldBinding.Subscribed ignored -> true;
            case FieldBinding.Paged ignored -> true;
            case FieldBinding.Java ignored -> true;
            case FieldBinding.Entities ignored -> true;
            case FieldBinding.Constant ignored -> true;
        };
    }

    private boolean holds(FieldBinding.Held held) {
        return has(held.column()) || has(held.field());
    }

    private boolean holdsInside(FieldBinding.Held held) {
        var isObject = !held.shape().leaf() && !held.shape().list();
        return isObject && columns(prefix + held.column() + "_").findAny().isPresent();
    }

    /** Whether it has each of these columns. */
    boolean hasAll(List<String> columns) {
        return columns.stream().allMatch(this::has);
    }

    private boolean has(String column) {
        return row.rows().column(prefix + column) >= 0;
    }

    /** The key by which an entity's statement knows the object, null when any part of it is null. */
    @Nullable
    ParentKey key(FieldBinding.Nested entity) {
        var values = new ArrayList<String>();
        for (var key : entity.keys()) {
            var value = row.text(row.rows().column(prefix + key));
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return new ParentKey(values);
    }

    /**
     * The objects that are fields of this one and are in the same row, by their keys in the answer.
     *
     * @param brought the row that has what this one lacks, null when none does
     */
    Map<String, ObjectPart> parts(@Nullable Row brought) {
        var whole = brought == null ? null : new ObjectPart(brought, "", selection.of(typeName()));
        var parts = new LinkedHashMap<String, ObjectPart>();
        for (var field : chosen()) {
            var part = whole == null || isOwn(field.binding(), whole) ? part(field) : whole.part(field);
            if (part != null && !part.isNull()) {
                parts.put(field.label(), part);
            }
        }
        return parts;
    }

    /** Whether a field is answered by this row, though another one was brought. */
    private boolean isOwn(FieldBinding field, ObjectPart brought) {
        return answers(field) && (lookup == null || !brought.answers(field));
    }

    /** The object that is a field of this one, if it is in the same row; all of its columns may be null. */
    @Nullable
    ObjectPart part(Chosen field) {
        if (field.below().byType().isEmpty()) {
            return null;
        }
        return switch (field.binding()) {
            case FieldBinding.Held held ->
                holds(held) || !holdsInside(held)
                        ? null
                        : new ObjectPart(row, prefix + held.column() + "_", field.below());
            case FieldBinding.Paged ignored -> new ObjectPart(row, prefix, field.below());
            case FieldBinding.Root ignored -> null;
            case FieldBinding.Write ignored -> null;
            case FieldBinding.Subscribed ignored -> null;
            case FieldBinding.Nested ignored -> null;
            case FieldBinding.Java ignored -> null;
            case FieldBinding.Entities ignored -> null;
            case FieldBinding.Constant ignored -> null;
        };
    }

    /** An object in columns with a prefix is null when all of them are. */
    private boolean isNull() {
        return !prefix.isEmpty() && columns(prefix).allMatch(row::isNull);
    }

    private IntStream columns(String beginning) {
        var columns = row.rows().columns();
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).name().startsWith(beginning));
    }
}
