package dev.postern.inspection;

import dev.postern.binding.Bindings;
import dev.postern.binding.FieldBinding;
import dev.postern.binding.FieldShape;
import dev.postern.inspection.Prepared.Column;
import dev.postern.schema.FieldPath;
import dev.postern.statement.SqlStatement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a statement's columns must be for the fields that its rows answer. */
final class RowRules {

    private final SchemaFields fields;
    private final Notes notes;
    private final ValueRules values;
    private final KeyRules keys;
    private final EntityRows entities;
    private final Set<FieldBinding> whole;
    private final Map<String, List<FieldBinding>> byType;
    private final ElsewhereFields elsewhere;
    private final CompositeRules composites;

    RowRules(
            SchemaFields fields,
            Bindings bindings,
            Notes notes,
            ValueRules values,
            KeyRules keys,
            EntityRows entities,
            Catalogue catalogue) {
        this.composites = new CompositeRules(fields, bindings, catalogue, notes, values);
        this.fields = fields;
        this.notes = notes;
        this.values = values;
        this.keys = keys;
        this.entities = entities;
        this.elsewhere = new ElsewhereFields(bindings);
        this.whole = Set.copyOf(bindings.allEntities());
        this.byType = bindings.all().stream()
                .sorted(Comparator.comparing(FieldBinding::coordinate))
                .collect(Collectors.groupingBy(FieldBinding::typeName));
    }

    /**
     * The faults of one field and one text of its statement.
     *
     * <p>Of an entity's rows only what other rows lack is needed, or everything where other services name objects by a key.
     */
    void check(FieldBinding binding, FieldShape shape, SqlStatement statement, Prepared prepared) {
        var row = new Row(statement, prepared, "", "", false);
        binding.keys().forEach(key -> whose(binding, key, row));
        if (whole.contains(binding)) {
            named((FieldBinding.Nested) binding, elsewhere.namedBy(binding));
            return;
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

    /** @param key what a row holds and nothing else, empty where there are no such rows */
    private void named(FieldBinding.Nested entity, List<FieldPath> key) {
        if (key.isEmpty()) {
            return;
        }
        var columns = key.stream().map(FieldPath::column).collect(Collectors.toSet());
        for (var field : byType.getOrDefault(entity.typeName(), List.of())) {
            if (field instanceof FieldBinding.Held held
                    && !elsewhere.answers(held)
                    && key.stream().noneMatch(path -> path.isIn(held.column()))) {
                brought(entity, held);
            }
            if (field instanceof FieldBinding.Nested nested) {
                elsewhere.without(nested, columns::contains).stream()
                        .filter(column -> !columns.contains(column))
                        .forEach(column -> brought(entity, nested, column));
            }
        }
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
            var one = new Row(row.statement, row.prepared, row.prefix, several ? name : "", row.isBrought);
            members(name, one, binding, shape);
        }
    }

    /** @param holder whose object it is */
    private void members(String typeName, Row row, FieldBinding holder, FieldShape shape) {
        var members = byType.getOrDefault(typeName, List.of());
        var entity = row.isBrought ? null : entities.of(typeName, row::has);
        if (entity == null) {
            members.forEach(field -> member(field, row));
            return;
        }
        var lacking = members.stream()
                .filter(field -> row.lacks(field) && !elsewhere.answers(field))
                .toList();
        members.stream().filter(field -> !row.lacks(field)).forEach(field -> member(field, row));
        if (lacking.isEmpty() || row.prepared.variant().isNarrowed()) {
            return;
        }
        for (var key : entity.keys()) {
            var column = row.find(key, key);
            if (column != null) {
                keys.partial(entity, key, row.parent(column), holder, shape);
            }
        }
        lacking.forEach(field -> brought(entity, field, row));
    }

    /** A field that a row lacks, of the rows that complete it. */
    private void brought(FieldBinding.Nested entity, FieldBinding field, Row row) {
        if (field instanceof FieldBinding.Held held) {
            brought(entity, held);
            return;
        }
        if (field instanceof FieldBinding.Nested nested) {
            for (var key : elsewhere.without(nested, row::has)) {
                if (row.has(key)) {
                    parent(nested, key, row);
                    continue;
                }
                brought(entity, nested, key);
            }
        }
    }

    private void brought(FieldBinding.Nested entity, FieldBinding.Held held) {
        entities.unseen(entity, held.coordinate())
                .forEach(prepared -> held(held, new Row(entity.statement(), prepared, "", "", true)));
    }

    private void brought(FieldBinding.Nested entity, FieldBinding.Nested nested, String key) {
        entities.unseen(entity, nested.coordinate() + " " + key)
                .forEach(prepared -> parent(nested, key, new Row(entity.statement(), prepared, "", "", true)));
    }

    private void member(FieldBinding field, Row row) {
        switch (field) {
            case FieldBinding.Held held -> {
                if (!elsewhere.answers(held) || !row.lacks(held)) {
                    held(held, row);
                }
            }
            case FieldBinding.Nested nested ->
                elsewhere.without(nested, row::has).forEach(key -> parent(nested, key, row));
            case FieldBinding.Root ignored -> {}
            case FieldBinding.Write ignored -> {}
            case FieldBinding.Subscribed ignored -> {}
            case FieldBinding.Java ignored -> {}
            case FieldBinding.Entities ignored -> {}
            case FieldBinding.Constant ignored -> {}
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
            keys.parent(nested, key, row.parent(column));
        }
    }

    private void held(FieldBinding.Held held, Row row) {
        var column = row.find(held.column(), held.field());
        if (column != null) {
            var together = row.prefix.isEmpty() ? List.<Column>of() : row.columns();
            values.held(held, row.statement, new ValueRules.Cell(row.prepared, column, row.onlyType, together));
            composites.check(held, row.statement, column, column.type());
            return;
        }
        var inner = row.inside(held.column() + "_");
        if (row.isHeldInside(held)) {
            values.prefixed(held, row.statement, row.prepared, inner.columns(), row.onlyType);
            fields.possible(held.shape().typeName()).forEach(name -> members(name, inner, held, held.shape()));
            return;
        }
        var keyed = row.isBrought ? "" : entities.cure(held.typeName());
        var cure = held.shape().leaf()
                ? "Return it" + keyed + ", or write a statement '" + held.coordinate() + "'."
                : "Write a statement '" + held.coordinate() + "', or return it as jsonb or as columns '" + held.column()
                        + "_…'" + keyed + ".";
        row.require(held.column(), "SQL-103", held.coordinate(), cure);
    }

    /** A row, or an object in those of its columns that begin with a prefix. */
    private final class Row {

        private final SqlStatement statement;
        private final Prepared prepared;
        private final String prefix;
        private final String onlyType;
        private final boolean isBrought;

        /** @param isBrought whether it came from an entity's statement because another row lacked something */
        Row(SqlStatement statement, Prepared prepared, String prefix, String onlyType, boolean isBrought) {
            this.statement = statement;
            this.prepared = prepared;
            this.prefix = prefix;
            this.onlyType = onlyType;
            this.isBrought = isBrought;
        }

        Row inside(String further) {
            return new Row(statement, prepared, prefix + further, onlyType, false);
        }

        KeyRules.Parent parent(Column column) {
            return new KeyRules.Parent(statement, prepared, column, onlyType);
        }

        boolean has(String column) {
            return find(column, column) != null;
        }

        boolean lacks(FieldBinding field) {
            return switch (field) {
                case FieldBinding.Held held -> find(held.column(), held.field()) == null && !isHeldInside(held);
                case FieldBinding.Nested nested -> !nested.keys().stream().allMatch(this::has);
                case FieldBinding.Root ignored -> false;
                case FieldBinding.Write ignored -> false;
                case FieldBinding.Subscribed ignored -> false;
                case FieldBinding.Java ignored -> false;
                case FieldBinding.Entities ignored -> false;
                case FieldBinding.Constant ignored -> false;
                case FieldBinding.Paged ignored -> false;
            };
        }

        boolean isHeldInside(FieldBinding.Held held) {
            return !held.shape().leaf()
                    && !held.shape().list()
                    && !inside(held.column() + "_").columns().isEmpty();
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
            if (found == null && (isBrought || !prepared.variant().isNarrowed())) {
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
