package dev.postern.fetching;

import dev.postern.statement.WantedColumns;

/**
 * What a field asks of its rows; immutable.
 *
 * @param columns those that it looks at
 * @param objects what is selected of the objects that they are
 */
record Asked(WantedColumns columns, ObjectSelection objects) {

    /** Whatever the statement returns, as values. */
    static final Asked ALL = new Asked(WantedColumns.ALL, ObjectSelection.NONE);
}
