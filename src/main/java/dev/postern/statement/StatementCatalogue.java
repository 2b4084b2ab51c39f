package dev.postern.statement;

import dev.postern.finding.Nearest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All statements of a project, by name.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class StatementCatalogue {

    private final Map<String, SqlStatement> statements;

    StatementCatalogue(Map<String, SqlStatement> statements) {
        this.statements = new TreeMap<>(statements);
    }

    /** The statement of this name, or null. */
    public @Nullable SqlStatement find(String name) {
        return statements.get(name);
    }

    /** The statement whose name is most like this one, for a message. */
    public Optional<SqlStatement> nearest(String name) {
        var id = name.substring(name.lastIndexOf('.') + 1);
        return Nearest.to(name, statements.keySet(), Math.max(2, id.length() / 3))
                .map(statements::get);
    }

    /** All statements, by name. */
    public Collection<SqlStatement> all() {
        return statements.values();
    }

    public int size() {
        return statements.size();
    }
}
