package dev.postern.inspection;

import dev.postern.binding.Bindings;
import dev.postern.binding.FieldBinding;
import dev.postern.binding.FieldShape;
import dev.postern.inspection.Prepared.Column;
import dev.postern.statement.SqlStatement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a statement's columns must be for the fields that its rows answer. */
final class RowRules {

    private final SchemaFields fields;
    private final Notes notes;
    private final ValueRules values;
    private final KeyRules keys;
    private final Map<String, List<FieldBinding>> byType;

    RowRules(SchemaFields fields, Bindings bindings, Notes notes, ValueRules values, KeyRules keys) {
        this.fields = fields;
        this.notes = notes;
        this.values = values;
        this.keys = keys;
        this.byType = bindings.all().stream()
                .sorted(Comparator.comparing(FieldBinding::coordinate))
                .collect(Collectors.groupingBy(FieldBinding::typeName));
    }

    /** The faults of one field and one text of its statement. */
    void check(FieldBinding binding, FieldShape shape, SqlStatement statement, Prepared prepared) {
        var row = new Row(statement, prepared, "", "");
        if (binding instanceof FieldBinding.Nested nested) {
            nested.keys().forEach(key -> whose(binding, key, row));
        }
        if (shape.leaf()) {
            leaf(binding, row);
            return;
        }
        if (prepared.columns().isEmpty()) {
            notes.error(
                    "SQL-107",
                    statement.place(),
                    binding.coordinate(),
                    "the statement returns no rows, and the field is " + shape.display(),
                    "Add 'returning' with the columns of its fields.");
            return;
        }
        object(binding, shape, row);
    }

    private void whose(FieldBinding binding, String key, Row row) {
        row.require(
                "key_" + key,
                "SQL-102",
                binding.coordinate(),
                "Return the key that each row belongs to under that name.");
    }

    /** A mutation may answer with the number of rows, then it returns none. */
    private void leaf(FieldBinding binding, Row row) {
        var found = row.prepared.columns().stream()
                .filter(column -> !column.name().startsWith("key_"))
                .toList();
        if (found.size() == 1) {
            values.statement(binding, row.statement, row.prepared, found.getFirst());
            return;
        }
        if (!(binding instanceof FieldBinding.Write && found.isEmpty())) {
            notes.error(
                    "SQL-106",
                    row.statement.place(),
                    binding.coordinate(),
                    "the field is a leaf, and the statement returns the columns " + row.prepared.names(),
                    "Return one column besides key_*.");
        }
    }

    private void object(FieldBinding binding, FieldShape shape, Row row) {
        var several = !fields.isObject(shape.typeName());
        var cure = "Return the name of each row's type, as in 'Vessel' as \"__typename\".";
        if (several && row.require("__typename", "SQL-105", binding.coordinate(), cure) == null) {
            return;
        }
        for (var name : fields.possible(shape.typeName())) {
            members(name, new Row(row.statement, row.prepared, "", several ? name : ""));
        }
    }

    private void members(String typeName, Row row) {
        byType.getOrDefault(typeName, List.of()).forEach(field -> member(field, row));
    }

    private void member(FieldBinding field, Row row) {
        switch (field) {
            case FieldBinding.Held held -> held(held, row);
            case FieldBinding.Nested nested -> nested.keys().forEach(key -> parent(nested, key, row));
            case FieldBinding.Root ignored -> {}
            case FieldBinding.Write ignored -> {}
            case FieldBinding.Java ignored -> {}
            case FieldBinding.Paged paged -> page(paged, row);
        }
    }

    /** Edges and nodes are the same rows. */
    private void page(FieldBinding.Paged paged, Row row) {
        switch (paged.part()) {
            case EDGES, NODES, NODE -> object(paged, paged.shape(), row);
            case PAGE_INFO, TOTAL_COUNT, CURSOR, HAS_NEXT_PAGE, HAS_PREVIOUS_PAGE, START_CURSOR, END_CURSOR -> {}
        }
    }

    private void parent(FieldBinding.Nested nested, String key, Row row) {
        var cure = "Its statement " + nested.statement() + " takes it as a key: return it.";
        var column = row.require(key, "SQL-104", nested.coordinate(), cure);
        if (column != null) {
            keys.parent(nested, key, new KeyRules.Parent(row.statement, row.prepared, column, row.onlyType));
        }
    }

    private void held(FieldBinding.Held held, Row row) {
        var column = row.find(held.column(), held.field());
        if (column != null) {
            var together = row.prefix.isEmpty() ? List.<Column>of() : row.columns();
            values.held(held, row.statement, new ValueRules.Cell(row.prepared, column, row.onlyType, together));
            return;
        }
        var inner = row.inside(held.column() + "_");
        if (!held.shape().leaf() && !held.shape().list() && !inner.columns().isEmpty()) {
            values.prefixed(held, row.statement, row.prepared, inner.columns(), row.onlyType);
            fields.possible(held.shape().typeName()).forEach(name -> members(name, inner));
            return;
        }
        var cure = held.shape().leaf()
                ? "Return it, or write a statement '" + held.coordinate() + "'."
                : "Write a statement '" + held.coordinate() + "', or return it as jsonb or as columns '" + held.column()
                        + "_…'.";
        row.require(held.column(), "SQL-103", held.coordinate(), cure);
    }

    /** A row, or an object in those of its columns that begin with a prefix. */
    private final class Row {

        private final SqlStatement statement;
        private final Prepared prepared;
        private final String prefix;
        private final String onlyType;

        Row(SqlStatement statement, Prepared prepared, String prefix, String onlyType) {
            this.statement = statement;
            this.prepared = prepared;
            this.prefix = prefix;
            this.onlyType = onlyType;
        }

        Row inside(String further) {
            return new Row(statement, prepared, prefix + further, onlyType);
        }

        List<Column> columns() {
            return prepared.columns().stream()
                    .filter(column -> column.name().startsWith(prefix))
                    .toList();
        }

        /** The columns that a mapper names; cursors are called as the order is. */
        private List<String> named() {
            return prepared.names().stream()
                    .filter(name -> !name.startsWith("cursor_"))
                    .toList();
        }

        @Nullable
        Column find(String column, String field) {
            var found = prepared.column(prefix + column);
            return found == null ? prepared.column(prefix + field) : found;
        }

        /** The column, or a finding; none where the column may have been left out because nobody selected it. */
        @Nullable
        Column require(String column, String code, String coordinate, String cure) {
            var found = prepared.column(prefix + column);
            if (found == null && !prepared.variant().isNarrowed()) {
                notes.error(
                        code,
                        statement.place(),
                        coordinate,
                        "the statement " + statement.name() + " returns no column '" + prefix + column + "', only "
                                + String.join(", ", named()),
                        cure);
            }
            return found;
        }
    }
}
