package dev.postern.inspection;

import dev.postern.inspection.Nullability.Only;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a column that comes back can be null: from the parse tree, or else from what the driver says of it. */
final class ColumnNullness {

    /** Whatever fills a table's columns with null; a word in a literal only makes the verdict more careful. */
    private static final Pattern FILLS = Pattern.compile(
            "\\b(left|right|full|rollup|cube|grouping|union|intersect|except)\\b", Pattern.CASE_INSENSITIVE);

    private final Catalogue catalogue;
    private final IdentityHashMap<Prepared, Verdicts> known = new IdentityHashMap<>();
    private final IdentityHashMap<Prepared, Boolean> filled = new IdentityHashMap<>();

    ColumnNullness(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    private record Asked(int position, @Nullable Only only) {}

    /** Several rules ask of one column. */
    private record Verdicts(Nullability nullability, Map<Asked, Nullness> byColumn) {}

    /** @param typeName the type of the rows that count, empty for all */
    Nullness of(Prepared prepared, Prepared.Column column, String typeName) {
        var tree = prepared.tree();
        if (tree == null) {
            return declared(prepared, column);
        }
        var type = typeName.isEmpty() ? null : prepared.column("__typename");
        var only = type == null ? null : new Only(type.position(), typeName);
        var verdicts = known.computeIfAbsent(
                prepared,
                ignored -> new Verdicts(new Nullability(catalogue, prepared.treeParameters()), new HashMap<>()));
        return verdicts.byColumn()
                .computeIfAbsent(
                        new Asked(column.position(), only),
                        asked -> verdicts.nullability().column(tree, asked.position(), asked.only()));
    }

    private Nullness declared(Prepared prepared, Prepared.Column column) {
        var table = catalogue.table(column.table());
        var declared = table == null ? null : table.columns().get(column.number());
        if (table == null || declared == null || !table.stored()) {
            return Nullness.unknown("it is computed, and the statement's parse tree is not to be had");
        }
        if (!declared.notNull()) {
            return Nullness.maybe(table.name() + "." + declared.name() + " may be null");
        }
        return filled.computeIfAbsent(
                        prepared,
                        asked -> FILLS.matcher(asked.variant().serverSql()).find())
                ? Nullness.unknown("an outer join may fill it with null")
                : Nullness.NEVER;
    }
}
