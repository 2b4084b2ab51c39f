package dev.postern.inspection;

import dev.postern.binding.Bindings;
import dev.postern.binding.FieldBinding;
import dev.postern.inspection.Prepared.Column;
import dev.postern.statement.SqlStatement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the attributes of a composite must be for the fields of the object that it holds. */
final class CompositeRules {

    private final SchemaFields fields;
    private final Catalogue catalogue;
    private final Notes notes;
    private final ValueRules values;
    private final Map<String, List<FieldBinding>> byType;

    CompositeRules(SchemaFields fields, Bindings bindings, Catalogue catalogue, Notes notes, ValueRules values) {
        this.fields = fields;
        this.catalogue = catalogue;
        this.notes = notes;
        this.values = values;
        this.byType = bindings.all().stream().collect(Collectors.groupingBy(FieldBinding::typeName));
    }

    /**
     * The faults of an object in a column.
     *
     * @param type of the column, or of an attribute inside of it
     */
    void check(FieldBinding.Held holder, SqlStatement statement, Column column, DataType type) {
        var composite = type.isArray() ? catalogue.base(type.element()) : type;
        if (!composite.isComposite() || holder.shape().leaf()) {
            return;
        }
        for (var name : fields.possible(holder.shape().typeName())) {
            for (var field : byType.getOrDefault(name, List.of())) {
                member(field, statement, column, composite);
            }
        }
    }

    private void member(FieldBinding field, SqlStatement statement, Column column, DataType composite) {
        if (field instanceof FieldBinding.Held held) {
            var attribute = attribute(composite, held.column(), held.field());
            if (attribute == null) {
                lacks("SQL-103", field, statement, column, composite, held.column());
                return;
            }
            values.attribute(held, statement, column, attribute);
            check(held, statement, column, attribute);
        }
        if (field instanceof FieldBinding.Nested nested) {
            nested.keys().stream()
                    .filter(key -> attribute(composite, key, key) == null)
                    .forEach(key -> lacks("SQL-104", field, statement, column, composite, key));
        }
    }

    private @Nullable DataType attribute(DataType composite, String column, String field) {
        var found = composite.attributes().get(column);
        var oid = found == null ? composite.attributes().get(field) : found;
        return oid == null ? null : catalogue.base(oid);
    }

    private void lacks(
            String code,
            FieldBinding field,
            SqlStatement statement,
            Column column,
            DataType composite,
            String attribute) {
        if (notes.first(code, field.coordinate())) {
            notes.error(
                    code,
                    statement.place(),
                    field.coordinate(),
                    "the column '" + column.name() + "' of " + statement.name() + " is " + composite.display()
                            + ", which has no attribute '" + attribute + "', only "
                            + composite.attributes().keySet().stream().sorted().collect(Collectors.joining(", ")),
                    "Add it to the type, or return the object as jsonb.");
        }
    }
}
