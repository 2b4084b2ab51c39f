package dev.postern.statement;

import java.util.Set;

/**
 * What the client selected below a field, for a {@code test}.
 *
 * <p>{@code selection.has('owner.country')} is true when the field {@code country} of {@code owner} was asked for.
 *
 * @param paths the fields' names by their way down, with dots
 */
public record Selection(Set<String> paths) {

    public Selection {
        paths = Set.copyOf(paths);
    }

    /** Whether the field at this path was selected. */
    public boolean has(String path) {
        return paths.contains(path);
    }
}
