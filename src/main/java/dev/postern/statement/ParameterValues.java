package dev.postern.statement;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.ParameterList;

/**
 * What is bound to the placeholders of one text, in order.
 *
 * @param texts in the text forms of their types, null for SQL's null
 */
record ParameterValues(List<@Nullable String> texts, ParameterTypes types) {

    /**
     * Binds them, each as the type that Postgres gave it.
     *
     * <p>Without types the driver would have the statement described, and then wait for an answer of the server's before each
     * run of it.
     *
     * @param place of the first one, from 1
     * @return the place behind the last one
     */
    int bind(ParameterList parameters, int place) throws SQLException {
        for (int i = 0; i < texts.size(); i++) {
            var text = texts.get(i);
            if (text == null) {
                parameters.setNull(place + i, types.oid(i));
            } else {
                parameters.setStringParameter(place + i, text, types.oid(i));
            }
        }
        return place + texts.size();
    }

    /** How many characters there are to send. */
    long length() {
        return texts.stream()
                .mapToLong(text -> text == null ? 0 : text.length())
                .sum();
    }
}
