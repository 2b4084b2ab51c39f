package dev.postern.binding;

import dev.postern.statement.WantedColumns;
import dev.postern.statement.WantedColumns.Want;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The columns that a statement's rows need for the fields that are selected of them; immutable.
 *
 * @param wanted the same as the statement takes it
 */
public record NeededColumns(WantedColumns wanted) {

    /** Whatever there is: for a leaf, whose statement has one column, and for what a mutation returns. */
    public static final NeededColumns ALL = new NeededColumns(WantedColumns.ALL);

    /**
     * Those of objects; all of them where Java looks at the row.
     *
     * @param fields what is selected, of every type that the objects may be of
     * @param isAbstract whether each row names its type
     */
    public static NeededColumns of(Collection<FieldBinding> fields, boolean isAbstract) {
        if (fields.stream().anyMatch(FieldBinding.Java.class::isInstance)) {
            return ALL;
        }
        var wants = new HashSet<Want>();
        fields.forEach(field -> add(field, wants));
        if (isAbstract) {
            wants.add(column("__typename"));
        }
        return new NeededColumns(WantedColumns.of(wants));
    }

    private static void add(FieldBinding field, Set<Want> wants) {
        switch (field) {
            case FieldBinding.Held held -> wants.add(held(held));
            case FieldBinding.Nested nested -> nested.keys().forEach(key -> wants.add(column(key)));
            case FieldBinding.Root ignored -> {}
            case FieldBinding.Write ignored -> {}
            case FieldBinding.Subscribed ignored -> {}
            case FieldBinding.Java ignored -> {}
            case FieldBinding.Constant ignored -> {}
            case FieldBinding.Paged ignored -> {}
            case FieldBinding.Entities ignored -> {}
        }
    }

    /** All columns of a prefixed object: it takes all of them to tell whether it is null. */
    private static Want held(FieldBinding.Held held) {
        var isObject = !held.shape().leaf() && !held.shape().list();
        return new Want(held.column(), held.field(), isObject);
    }

    private static Want column(String name) {
        return new Want(name, name, false);
    }

    /** What one or the other needs. */
    public NeededColumns and(NeededColumns other) {
        return new NeededColumns(wanted.and(other.wanted));
    }
}
