package dev.postern.statement;

import java.util.Locale;

/** The mapper element that holds a statement. */
public enum StatementKind {
    SELECT,
    INSERT,
    UPDATE,
    DELETE;

    /** The element's name, as in {@code select}. */
    public String element() {
        return name().toLowerCase(Locale.ROOT);
    }
}
