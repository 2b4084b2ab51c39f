package dev.postern.inspection;

import java.util.List;

/** What Postgres says of a text. */
sealed interface Description {

    /**
     * It accepts it.
     *
     * @param parameters their types, in order
     * @param columns none for one that returns no rows
     */
    record Accepted(List<DataType> parameters, List<Prepared.Column> columns) implements Description {

        public Accepted {
            parameters = List.copyOf(parameters);
            columns = List.copyOf(columns);
        }
    }

    /**
     * It does not.
     *
     * @param message its own
     * @param hint empty when it has none
     * @param position in the text, 0 when it says none
     */
    record Refusal(String sqlState, String message, String hint, int position) implements Description {}
}
