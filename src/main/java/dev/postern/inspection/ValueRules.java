package dev.postern.inspection;

import dev.postern.binding.FieldBinding;
import dev.postern.inspection.Prepared.Column;
import dev.postern.statement.SqlStatement;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.List;

/** Whether what a column holds is what its field's type says: type, labels, lists, and nulls. */
final class ValueRules {

    private final SchemaFields fields;
    private final Catalogue catalogue;
    private final ColumnNullness nullness;
    private final Notes notes;

    ValueRules(SchemaFields fields, Catalogue catalogue, ColumnNullness nullness, Notes notes) {
        this.fields = fields;
        this.catalogue = catalogue;
        this.nullness = nullness;
        this.notes = notes;
    }

    /** The only column of a leaf's own statement: a list is one array, or a value from each row. */
    void statement(FieldBinding binding, SqlStatement statement, Prepared prepared, Column column) {
        var type = fields.type(binding);
        var inner = GraphQLTypeUtil.unwrapNonNull(type);
        var value = new Value(binding, statement, column);
        if (!GraphQLTypeUtil.isList(inner)
                || column.type().isArray()
                || column.type().isJson()) {
            value.shape(inner, column.type());
            nulls(value, type, nullness.of(prepared, column, ""));
            return;
        }
        var element = GraphQLTypeUtil.unwrapOne(inner);
        value.shape(GraphQLTypeUtil.unwrapNonNull(element), column.type());
        nulls(value, element, nullness.of(prepared, column, ""));
    }

    /**
     * A column of a row.
     *
     * @param onlyType the type of the rows that count, empty for all
     * @param together the columns of the object in columns with a prefix that it is one of, none for the row itself
     */
    record Cell(Prepared prepared, Column column, String onlyType, List<Column> together) {}

    /** A field that a column of its parent's row holds. */
    void held(FieldBinding.Held held, SqlStatement statement, Cell cell) {
        var type = fields.definition(held).getType();
        var value = new Value(held, statement, cell.column());
        if (held.shape().leaf()) {
            value.shape(GraphQLTypeUtil.unwrapNonNull(type), cell.column().type());
        } else {
            value.object();
        }
        nulls(value, type, verdict(cell));
    }

    /** A field that an attribute of a composite holds: no declaration keeps it from being null. */
    void attribute(FieldBinding.Held held, SqlStatement statement, Column column, DataType attribute) {
        var type = fields.definition(held).getType();
        var value = new Value(held, statement, new Column(column.position(), column.name(), attribute, 0, 0));
        if (held.shape().leaf()) {
            value.shape(GraphQLTypeUtil.unwrapNonNull(type), attribute);
        } else {
            value.object();
        }
        nulls(value, type, Nullness.unknown("it is an attribute of a composite"));
    }

    /** Where the whole object is null nobody asks for the column. */
    private Nullness verdict(Cell cell) {
        var own = nullness.of(cell.prepared(), cell.column(), cell.onlyType());
        var optional = own.kind() == Nullness.Kind.MAYBE
                && !cell.together().isEmpty()
                && !whole(cell.prepared(), cell.together(), cell.onlyType()).isNever();
        if (!optional) {
            return own;
        }
        return cell.together().size() == 1
                ? Nullness.NEVER
                : Nullness.unknown("nothing declares that it is null only when the whole object is");
    }

    /** An object in columns with a prefix is null when all of them are. */
    private Nullness whole(Prepared prepared, List<Column> columns, String onlyType) {
        return Nullness.all(columns.stream()
                .map(column -> nullness.of(prepared, column, onlyType))
                .toList());
    }

    /** A field that columns with a prefix hold. */
    void prefixed(
            FieldBinding.Held held, SqlStatement statement, Prepared prepared, List<Column> columns, String onlyType) {
        var type = fields.definition(held).getType();
        report(new Value(held, statement, columns.getFirst()), type, whole(prepared, columns, onlyType));
    }

    private void nulls(Value value, GraphQLType type, Nullness verdict) {
        report(value, type, verdict);
        var inner = GraphQLTypeUtil.unwrapNonNull(type);
        while (GraphQLTypeUtil.isList(inner)) {
            var element = GraphQLTypeUtil.unwrapOne(inner);
            if (GraphQLTypeUtil.isNonNull(element)) {
                value.notChecked("whether the list has nulls in it is not known to Postgres");
                return;
            }
            inner = GraphQLTypeUtil.unwrapNonNull(element);
        }
    }

    private void report(Value value, GraphQLType type, Nullness verdict) {
        if (!GraphQLTypeUtil.isNonNull(type)) {
            return;
        }
        switch (verdict.kind()) {
            case NEVER -> {}
            case UNKNOWN ->
                value.notChecked("whether '" + value.column.name() + "' of " + value.statement.name()
                        + " is ever null is not known: " + verdict.reason());
            case MAYBE ->
                value.error(
                        "SQL-124",
                        "the field is " + GraphQLTypeUtil.simplePrint(type) + ", and " + value.name() + " can be null: "
                                + verdict.reason(),
                        "Take the '!' away, replace the null by coalesce, or declare the column not null.");
        }
    }

    private final class Value {

        private final FieldBinding field;
        private final SqlStatement statement;
        private final Column column;

        Value(FieldBinding field, SqlStatement statement, Column column) {
            this.field = field;
            this.statement = statement;
            this.column = column;
        }

        String name() {
            return "the column '" + column.name() + "' of " + statement;
        }

        void object() {
            var held = column.type().isArray() ? catalogue.base(column.type().element()) : column.type();
            if (held.isComposite()) {
                return;
            }
            if (!held.isJson()) {
                error(
                        "SQL-123",
                        "the field is an object, and " + name() + " is "
                                + column.type().display(),
                        "Return it as jsonb or as a composite, or write a statement '" + field.coordinate() + "'.");
                return;
            }
            notChecked("what a " + column.type().display() + " column holds is not known to Postgres");
        }

        void shape(GraphQLType type, DataType held) {
            if (held.isJson()) {
                json(type);
                return;
            }
            if (GraphQLTypeUtil.isList(type) != held.isArray() && !named(type).equals("JSON")) {
                error(
                        "SQL-122",
                        "the field is " + GraphQLTypeUtil.simplePrint(type) + ", and " + name() + " is "
                                + held.display(),
                        held.isArray() ? "Make the field a list." : "Return an array, or make the field no list.");
                return;
            }
            if (GraphQLTypeUtil.isList(type)) {
                elements(
                        GraphQLTypeUtil.unwrapNonNull(GraphQLTypeUtil.unwrapOne(type)), catalogue.base(held.element()));
                return;
            }
            single(type, held);
        }

        /** An array is of the same type however many dimensions it has. */
        private void elements(GraphQLType type, DataType held) {
            if (!GraphQLTypeUtil.isList(type) || held.isArray() || held.isJson()) {
                shape(type, held);
                return;
            }
            notChecked("how many dimensions an array has is not known to Postgres");
            single(GraphQLTypeUtil.unwrapAll(type), held);
        }

        private void json(GraphQLType type) {
            if (GraphQLTypeUtil.isList(type)) {
                notChecked("what a " + column.type().display() + " column holds is not known to Postgres");
                return;
            }
            if (!named(type).equals("JSON")) {
                single(type, column.type());
            }
        }

        private void single(GraphQLType type, DataType held) {
            if (type instanceof GraphQLEnumType labelled) {
                labels(labelled, held);
                return;
            }
            if (!TypeFit.knows(named(type))) {
                notChecked("the scalar " + named(type) + " is Java's own");
                return;
            }
            if (!TypeFit.reads(named(type), held)) {
                notFit(type, held);
            }
        }

        private void labels(GraphQLEnumType labelled, DataType held) {
            if (!held.isEnum()) {
                if (!held.isText()) {
                    notFit(labelled, held);
                }
                return;
            }
            var lacking = held.labels().stream()
                    .filter(label -> !fields.labels(labelled).contains(label))
                    .toList();
            if (!lacking.isEmpty()) {
                error(
                        "SQL-121",
                        held.display() + " in Postgres has " + String.join(", ", lacking) + ", which the enum "
                                + labelled.getName() + " lacks",
                        "Add it to the enum, or map it in the SQL.");
            }
        }

        private void notFit(GraphQLType type, DataType held) {
            error(
                    "SQL-120",
                    "the field is " + named(type) + ", and " + name() + " is " + held.display(),
                    "Change the field's type, or cast the column, which says that it is meant.");
        }

        private static String named(GraphQLType type) {
            return type instanceof GraphQLNamedType named ? named.getName() : "";
        }

        void error(String code, String fact, String cure) {
            if (notes.first(code, field.coordinate())) {
                notes.error(code, fields.place(field), field.coordinate(), fact, cure);
            }
        }

        void notChecked(String reason) {
            notes.notChecked(fields.place(field), field.coordinate(), reason);
        }
    }
}
