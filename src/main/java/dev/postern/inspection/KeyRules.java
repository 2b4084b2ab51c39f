package dev.postern.inspection;

import dev.postern.binding.FieldBinding;
import dev.postern.binding.FieldShape;
import dev.postern.finding.Place;
import dev.postern.inspection.EveryKey.Need;
import dev.postern.inspection.Prepared.Column;
import dev.postern.statement.SqlStatement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the keys that parents' rows give are those that a nested statement finds again. */
final class KeyRules {

    private final Catalogue catalogue;
    private final SchemaFields fields;
    private final ColumnNullness nullness;
    private final Notes notes;
    private final Map<SqlStatement, InspectedStatement> inspected;

    KeyRules(
            Catalogue catalogue,
            SchemaFields fields,
            ColumnNullness nullness,
            Notes notes,
            Map<SqlStatement, InspectedStatement> inspected) {
        this.catalogue = catalogue;
        this.fields = fields;
        this.nullness = nullness;
        this.notes = notes;
        this.inspected = inspected;
    }

    /**
     * A column of a parent's row that is a key.
     *
     * @param onlyType the type of the rows that count, empty for all
     */
    record Parent(SqlStatement statement, Prepared prepared, Column column, String onlyType) {}

    /** A key of the field's own statement. */
    void parent(FieldBinding.Nested nested, String key, Parent parent) {
        var isRequired = !nested.shape().isPlural() && nested.shape().display().endsWith("!");
        check(nested, key, parent, new Asking(nested, nested.shape().display(), isRequired));
    }

    /**
     * A key of a row that an entity's statement completes.
     *
     * @param field whose row it is
     */
    void partial(FieldBinding.Nested entity, String key, Parent parent, FieldBinding field, FieldShape shape) {
        var isRequired = shape.display().endsWith(shape.list() ? "!]" : "!")
                || shape.display().endsWith("!]!");
        check(entity, key, parent, new Asking(field, shape.display(), isRequired));
    }

    /**
     * Who looks something up.
     *
     * @param display its type
     * @param isRequired whether null has no place there
     */
    private record Asking(FieldBinding field, String display, boolean isRequired) {}

    private void check(FieldBinding.Nested nested, String key, Parent parent, Asking asking) {
        var statement = inspected.get(nested.statement());
        if (statement == null) {
            return;
        }
        for (var prepared : statement.prepared()) {
            taken(nested, key, parent, prepared);
            var returned = prepared.column("key_" + key);
            if (returned != null) {
                comparable(nested, key, parent, prepared, returned);
            }
            if (asking.isRequired()) {
                found(nested, key, parent, asking, prepared);
            }
        }
    }

    /** Text is read from anything. */
    private void taken(FieldBinding.Nested nested, String key, Parent parent, Prepared prepared) {
        var parameters = prepared.bound();
        for (int i = 0; i < parameters.size(); i++) {
            var type = prepared.parameters().get(i);
            var element = catalogue.base(type.element());
            var taken = TypeFit.keyGroup(element);
            var given = TypeFit.keyGroup(parent.column().type());
            var differ = !taken.isEmpty() && !given.isEmpty() && !taken.equals(given) && !element.isText();
            if (("keys." + key).equals(parameters.get(i).path()) && type.isArray() && differ) {
                var place = parameters.get(i).place();
                error(
                        "SQL-130",
                        nested,
                        place == null ? nested.statement().place() : place,
                        "#{keys." + key + "} is " + type.display() + ", and the parents' column " + shown(parent),
                        "Cast it to the parents' type.");
            }
        }
    }

    private void comparable(FieldBinding.Nested nested, String key, Parent parent, Prepared prepared, Column returned) {
        var group = TypeFit.keyGroup(parent.column().type());
        if (!group.equals(TypeFit.keyGroup(returned.type())) && !isWrittenBack(prepared, returned)) {
            error(
                    "SQL-131",
                    nested,
                    nested.statement().place(),
                    "'key_" + key + "' is " + returned.type().display() + ", and the parents' column " + shown(parent),
                    "Return the key as the parents have it.");
            return;
        }
        if (group.isEmpty() && !isWrittenBack(prepared, returned)) {
            error(
                    "SQL-132",
                    nested,
                    nested.statement().place(),
                    "equal values of " + returned.type().display() + " may be written differently, and 'key_" + key
                            + "' is not the key that was given",
                    "Return it from 'unnest(#{keys." + key + "}::"
                            + returned.type().display() + "[]) as k'.");
        }
    }

    /** Whether a key is the very text that was given. */
    private static boolean isWrittenBack(Prepared prepared, Column returned) {
        var tree = prepared.tree();
        var expression = tree == null ? null : tree.target(returned.position());
        if (tree == null || expression == null || !expression.is("VAR")) {
            return false;
        }
        var column = tree.resolve(expression);
        return column.node().is("VAR")
                && column.node().number("varlevelsup") == 0
                && !prepared.treeParameters()
                        .keysOf(column.in().source(column.node().number("varno")))
                        .isEmpty();
    }

    /** A field that must have something: whether each key has. */
    private void found(FieldBinding.Nested nested, String key, Parent parent, Asking asking, Prepared prepared) {
        var coordinate = asking.field().coordinate();
        var place = fields.place(asking.field());
        var given = nullness.of(parent.prepared(), parent.column(), parent.onlyType());
        if (given.kind() == Nullness.Kind.MAYBE && notes.first("SQL-125", coordinate)) {
            notes.warning(
                    "SQL-125",
                    place,
                    coordinate,
                    "the field is " + asking.display() + ", and its key " + named(parent) + " can be null: "
                            + given.reason(),
                    "Take the '!' away, or declare the key not null.");
            return;
        }
        if (!given.isNever()) {
            notes.notChecked(
                    place,
                    coordinate,
                    "whether there always is one is not known: its key is " + named(parent) + ", and "
                            + given.reason());
            return;
        }
        var needs = needs(prepared);
        if (needs.isEmpty()) {
            notes.notChecked(
                    place,
                    coordinate,
                    "whether there always is one is not known: "
                            + nested.statement().name() + " may leave out a row for some key");
            return;
        }
        needs.get().stream()
                .filter(need -> need.key().equals(key) && !isMet(need, parent.column()))
                .findFirst()
                .ifPresent(need -> notes.notChecked(
                        place, coordinate, "whether there always is one is not known: " + unmet(need, parent)));
    }

    private Optional<List<Need>> needs(Prepared prepared) {
        @Nullable QueryTree tree = prepared.tree();
        return tree == null ? Optional.empty() : EveryKey.of(catalogue, prepared.treeParameters(), tree);
    }

    private boolean isMet(Need need, Column key) {
        var same = key.table() == need.table() && key.number() == need.column();
        return same || catalogue.refers(key.table(), key.number(), need.table(), need.column());
    }

    private String unmet(Need need, Parent parent) {
        return parent.column().table() == 0
                ? "Postgres does not say of which table " + named(parent) + " is a column"
                : "no foreign key leads from " + named(parent) + " to "
                        + catalogue.columnName(need.table(), need.column());
    }

    private static String named(Parent parent) {
        return "'" + parent.column().name() + "' of " + parent.statement().name();
    }

    private static String shown(Parent parent) {
        return named(parent) + " is " + parent.column().type().display();
    }

    private void error(String code, FieldBinding.Nested nested, Place place, String fact, String cure) {
        if (notes.first(code, nested.coordinate())) {
            notes.error(code, place, nested.coordinate(), fact, cure);
        }
    }
}
