package dev.postern.inspection;

import dev.postern.statement.StatementVariant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A variant of a statement that Postgres accepts, and what it says of it.
 *
 * @param bound the parameters in order
 * @param parameters their types
 * @param columns none for one that returns no rows
 * @param tree its parse tree, null when there is none to be had
 * @param treeParameters what stands for the parameters in the tree
 */
record Prepared(
        StatementVariant variant,
        List<StatementVariant.Parameter> bound,
        List<DataType> parameters,
        List<Column> columns,
        @Nullable QueryTree tree,
        Parameters treeParameters) {

    Prepared {
        bound = List.copyOf(bound);
        parameters = List.copyOf(parameters);
        columns = List.copyOf(columns);
    }

    /** A variant as Postgres accepts it, before its tree is known. */
    static Prepared of(StatementVariant variant, Description.Accepted accepted) {
        return new Prepared(
                variant,
                variant.parameters(),
                accepted.parameters(),
                accepted.columns(),
                null,
                new Parameters(Set.of(), Map.of()));
    }

    /**
     * A column that comes back.
     *
     * @param position from 0
     * @param type domains resolved
     * @param table whose column it is, 0 for none
     * @param number of the column in the table
     */
    record Column(int position, String name, DataType type, long table, int number) {}

    /** The first column of this name, null when there is none. */
    @Nullable
    Column column(String name) {
        for (var column : columns) {
            if (column.name().equals(name)) {
                return column;
            }
        }
        return null;
    }

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    Prepared with(QueryTree found, Parameters standing) {
        return new Prepared(variant, bound, parameters, columns, found, standing);
    }
}
