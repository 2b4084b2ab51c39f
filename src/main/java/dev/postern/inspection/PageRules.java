package dev.postern.inspection;

import dev.postern.binding.FieldBinding;
import dev.postern.binding.FieldShape;
import dev.postern.statement.CursorColumns;
import dev.postern.statement.PageOrder;
import dev.postern.statement.SqlStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the rows of a connection can be told apart by what sorts them, so that no page loses or repeats one. */
final class PageRules {

    private final Catalogue catalogue;
    private final ColumnNullness nullness;
    private final Notes notes;

    PageRules(Catalogue catalogue, ColumnNullness nullness, Notes notes) {
        this.catalogue = catalogue;
        this.nullness = nullness;
        this.notes = notes;
    }

    void check(InspectedStatement inspected, FieldBinding binding, FieldShape shape) {
        if (!shape.connection()) {
            return;
        }
        var seen = new HashSet<String>();
        for (var prepared : inspected.prepared()) {
            var order = order(inspected.statement(), prepared);
            if (order == null) {
                withoutCursor(inspected.statement(), binding);
            } else if (seen.add(order.fingerprint())) {
                nulls(inspected.statement(), binding, prepared, order);
                unique(inspected.statement(), binding, prepared, order);
            }
        }
    }

    private static @Nullable PageOrder order(SqlStatement statement, Prepared prepared) {
        return statement.orders().stream()
                .filter(order -> prepared.column(CursorColumns.name(order.fingerprint(), 0)) != null)
                .findFirst()
                .orElse(null);
    }

    private void withoutCursor(SqlStatement statement, FieldBinding binding) {
        if (notes.first("SQL-142", binding.coordinate())) {
            notes.error(
                    "SQL-142",
                    statement.place(),
                    binding.coordinate(),
                    "the field is a connection, and the statement " + statement.name() + " returns no cursor_*",
                    "Add ${p.cursor} to its columns, p being what <bind> makes of page.by.");
        }
    }

    private static List<Prepared.Column> columns(Prepared prepared, PageOrder order) {
        var columns = new ArrayList<Prepared.Column>();
        for (int i = 0; i < order.keys().size(); i++) {
            var column = prepared.column(CursorColumns.name(order.fingerprint(), i));
            if (column != null) {
                columns.add(column);
            }
        }
        return columns;
    }

    private void nulls(SqlStatement statement, FieldBinding binding, Prepared prepared, PageOrder order) {
        var columns = columns(prepared, order);
        for (int i = 0; i < columns.size(); i++) {
            var key = order.keys().get(i);
            if (key.isNullable()) {
                continue;
            }
            var verdict = nullness.of(prepared, columns.get(i), "");
            switch (verdict.kind()) {
                case NEVER -> {}
                case UNKNOWN ->
                    notes.notChecked(
                            statement.place(),
                            binding.coordinate() + " " + key.expression(),
                            "whether what it is sorted by is ever null is not known: " + verdict.reason());
                case MAYBE -> nullable(statement, binding, key.toString(), verdict.reason());
            }
        }
    }

    private void nullable(SqlStatement statement, FieldBinding binding, String key, String reason) {
        if (notes.first("SQL-143", binding.coordinate() + key)) {
            notes.error(
                    "SQL-143",
                    statement.place(),
                    binding.coordinate(),
                    "it is sorted by '" + key + "', which can be null: " + reason,
                    "Say where nulls stand, '" + key + " nulls first' or 'nulls last': without that pages lose rows.");
        }
    }

    private void unique(SqlStatement statement, FieldBinding binding, Prepared prepared, PageOrder order) {
        var tree = prepared.tree();
        if (tree == null || isOfUnion(tree)) {
            var why = tree == null
                    ? "the statement's parse tree is not to be had"
                    : "nothing declares what the arms of a union have in common";
            notes.notChecked(
                    statement.place(),
                    binding.coordinate(),
                    "whether two rows can have one cursor is not known: " + why);
            return;
        }
        var positions = new HashSet<Integer>();
        columns(prepared, order).forEach(column -> positions.add(column.position()));
        keys(binding, prepared, positions);
        if (!new SingleRows(catalogue, prepared.treeParameters()).holds(tree, positions)
                && notes.first("SQL-144", binding.coordinate() + order.fingerprint())) {
            notes.warning(
                    "SQL-144",
                    statement.place(),
                    binding.coordinate(),
                    "nothing in the database keeps two rows from having the same '" + order + "', and so one cursor",
                    "Add a unique column as the last one: without that pages lose rows.");
        }
    }

    private static boolean isOfUnion(QueryTree tree) {
        if (!tree.arms().isEmpty()) {
            return true;
        }
        for (var source : tree.query().nodes("rtable")) {
            var inner = tree.subselect(source);
            if (inner != null && isOfUnion(inner)) {
                return true;
            }
        }
        return false;
    }

    private static void keys(FieldBinding binding, Prepared prepared, Set<Integer> positions) {
        if (binding instanceof FieldBinding.Nested nested) {
            for (var key : nested.keys()) {
                var column = prepared.column("key_" + key);
                if (column != null) {
                    positions.add(column.position());
                }
            }
        }
    }
}
