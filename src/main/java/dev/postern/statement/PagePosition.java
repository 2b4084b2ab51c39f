package dev.postern.statement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place between two rows of a connection.
 *
 * @param order the fingerprint of the order in which it is a place
 * @param values of the order's keys at the row beside it, in Postgres's text form, null for SQL's null
 */
public record PagePosition(String order, List<@Nullable String> values) {

    public PagePosition {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
