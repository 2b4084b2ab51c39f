package dev.postern.statement;

import java.util.List;
import org.postgresql.core.Field;
import org.postgresql.core.Tuple;

/**
 * What the driver brought for one part of a text.
 *
 * @param fields the columns, none for a part that returns no rows
 * @param rows as they were read from the wire
 * @param touched the rows inserted, updated, deleted or returned
 * @param hasRows whether it returns rows, be they none
 */
record DriverResult(List<Field> fields, List<Tuple> rows, int touched, boolean hasRows) {}
