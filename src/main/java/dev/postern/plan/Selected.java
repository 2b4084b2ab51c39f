package dev.postern.plan;

import graphql.language.Field;
import graphql.language.SelectionSet;
import graphql.language.SourceLocation;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A field as the document selects it, once or several times under one response key.
 *
 * @param fields at least one; the first one stands for all in everything but what is selected below
 */
record Selected(List<Field> fields) {

    /** Where it stands first. */
    Field first() {
        return fields.getFirst();
    }

    String name() {
        return first().getName();
    }

    String responseKey() {
        return first().getResultKey();
    }

    List<graphql.language.Argument> arguments() {
        return first().getArguments();
    }

    /** What is selected below, from all of them. */
    List<SelectionSet> below() {
        return fields.stream()
                .map(Field::getSelectionSet)
                .filter(Objects::nonNull)
                .toList();
    }

    int line() {
        return location().mapToInt(SourceLocation::getLine).findFirst().orElse(0);
    }

    int column() {
        return location().mapToInt(SourceLocation::getColumn).findFirst().orElse(0);
    }

    private Stream<SourceLocation> location() {
        return Stream.ofNullable(first().getSourceLocation());
    }
}
