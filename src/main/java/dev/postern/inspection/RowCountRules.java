package dev.postern.inspection;

import dev.postern.binding.FieldBinding;
import dev.postern.binding.FieldShape;
import dev.postern.statement.StatementKind;
import java.util.HashSet;
import java.util.Set;

/** Whether a field that is no list can get two rows, and whether one that must have something gets any. */
final class RowCountRules {

    private final Catalogue catalogue;
    private final SchemaFields fields;
    private final Notes notes;

    RowCountRules(Catalogue catalogue, SchemaFields fields, Notes notes) {
        this.catalogue = catalogue;
        this.fields = fields;
        this.notes = notes;
    }

    void check(InspectedStatement inspected, FieldBinding binding, FieldShape shape) {
        if (isOne(inspected, shape) && inspected.statement().kind() == StatementKind.SELECT) {
            inspected.prepared().forEach(prepared -> single(inspected, binding, prepared));
        }
        var root = !(binding instanceof FieldBinding.Nested || binding instanceof FieldBinding.Subscribed);
        if (root
                && !shape.isPlural()
                && !fields.isTotal(binding)
                && shape.display().endsWith("!")
                && !isCounted(inspected, shape)) {
            inspected.prepared().forEach(prepared -> any(binding, prepared));
        }
    }

    /** A list of leaves may be one array. */
    private static boolean isOne(InspectedStatement inspected, FieldShape shape) {
        var arrays = shape.leaf()
                && inspected.prepared().stream()
                        .flatMap(prepared -> prepared.columns().stream())
                        .anyMatch(column -> !column.name().startsWith("key_")
                                && (column.type().isArray() || column.type().isJson()));
        return !shape.isPlural() || arrays;
    }

    /** A mutation's number of rows is always there. */
    private static boolean isCounted(InspectedStatement inspected, FieldShape shape) {
        return shape.leaf()
                && inspected.prepared().stream()
                        .allMatch(prepared -> prepared.columns().isEmpty());
    }

    private void single(InspectedStatement inspected, FieldBinding binding, Prepared prepared) {
        var tree = prepared.tree();
        if (tree == null) {
            notes.notChecked(
                    fields.place(binding),
                    binding.coordinate(),
                    "whether two rows can come is not known: the statement's parse tree is not to be had");
            return;
        }
        var keys = keys(binding, prepared);
        if (keys.size() < binding.keys().size()) {
            return;
        }
        var rows = new SingleRows(catalogue, prepared.treeParameters());
        var statement = inspected.statement();
        if (rows.holds(tree, keys) || !notes.first("SQL-140", binding.coordinate())) {
            return;
        }
        if (!binding.keys().isEmpty()) {
            notes.warning(
                    "SQL-140",
                    statement.place(),
                    binding.coordinate(),
                    "nothing in the database keeps two rows from having the same "
                            + String.join(
                                    ", ",
                                    binding.keys().stream()
                                            .map(key -> "key_" + key)
                                            .toList())
                            + ", and the field is no list",
                    "Declare what makes it unique, or take one row by 'limit 1' in a lateral join.");
            return;
        }
        notes.warning(
                "SQL-141",
                statement.place(),
                binding.coordinate(),
                "nothing in the database keeps the statement from returning two rows, and the field is no list",
                "Compare a unique column with an argument, or add 'limit 1'.");
    }

    private static Set<Integer> keys(FieldBinding binding, Prepared prepared) {
        var keys = new HashSet<Integer>();
        for (var key : binding.keys()) {
            var column = prepared.column("key_" + key);
            keys.add(column == null ? -1 : column.position());
        }
        keys.remove(-1);
        return keys;
    }

    private void any(FieldBinding binding, Prepared prepared) {
        var tree = prepared.tree();
        if (tree == null || !tree.isTotal()) {
            notes.notChecked(
                    fields.place(binding),
                    binding.coordinate(),
                    "whether the statement always returns a row is not known");
        }
    }
}
