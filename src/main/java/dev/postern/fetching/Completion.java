package dev.postern.fetching;

import dev.postern.execution.FieldException;
import dev.postern.statement.Row;
import java.util.Map;

/**
 * What there is of an object besides the columns of its own row; immutable.
 *
 * @param rest what brings the columns that the row lacks
 * @param fields the same for the objects that are its fields, by their keys in the answer
 */
record Completion(Rest rest, Map<String, Completion> fields) {

    /** For a row that has all that is selected. */
    static final Completion NONE = new Completion(new Rest.None(), Map.of());

    Completion {
        fields = Map.copyOf(fields);
    }

    /** What brings the columns that a row lacks. */
    sealed interface Rest {

        /** Nothing: the row is whole, or no statement can complete it. */
        record None() implements Rest {}

        /** Nothing, because there is no such object. */
        record Absent() implements Rest {}

        /** A row of an entity's statement, whose columns have no prefix. */
        record Brought(Row row) implements Rest {}

        /** Nothing, because the entity's statement failed; what the row has is answered all the same. */
        record Failed(FieldException failure) implements Rest {}
    }

    /** Whether there is no such object. */
    boolean isAbsent() {
        return rest instanceof Rest.Absent;
    }

    Completion field(String label) {
        return fields.getOrDefault(label, NONE);
    }

    /** The same as the row that was brought is read, which nothing completes further. */
    Completion brought() {
        return new Completion(NONE.rest, fields);
    }
}
