package dev.postern.fetching;

import dev.postern.statement.Row;
import java.util.Map;

/** The completions of a result's rows for one selection; immutable. */
record Completions(Map<Row, Completion> byRow) {

    /** For rows that have all that is selected. */
    static final Completions NONE = new Completions(Map.of());

    Completions {
        byRow = Map.copyOf(byRow);
    }

    Completion of(Row row) {
        return byRow.getOrDefault(row, Completion.NONE);
    }
}
