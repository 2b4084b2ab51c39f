package dev.postern.schema;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A field below another one, {@code study.caseNumber}; immutable.
 *
 * @param fields from the outermost to the leaf, at least one
 */
public record FieldPath(List<String> fields) {

    public FieldPath {
        fields = List.copyOf(fields);
    }

    /** The column that a statement knows it by: {@code study_case_number}. */
    public String column() {
        return fields.stream().map(ColumnName::of).collect(Collectors.joining("_"));
    }

    /** Whether a column holds it: its own, or that of a list or an object around it. */
    public boolean isIn(String column) {
        return column().equals(column) || column().startsWith(column + "_");
    }

    @Override
    public String toString() {
        return String.join(".", fields);
    }
}
