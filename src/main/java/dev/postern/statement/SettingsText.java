package dev.postern.statement;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statement that makes settings of these names, the same instance for whoever has them. Immutable.
 *
 * @see <a href="https://www.postgresql.org/docs/18/functions-admin.html#FUNCTIONS-ADMIN-SET">set_config</a>
 */
public final class SettingsText {

    private static final int TEXT = 25;

    private final List<String> names;
    private final String sql;
    private final ParameterTypes types;

    private SettingsText(List<String> names) {
        this.names = List.copyOf(names);
        this.sql = names.stream()
                .map(name -> "set_config('" + name.replace("'", "''") + "', ?, true) is null")
                .collect(Collectors.joining(", ", "select ", ""));
        this.types = new ParameterTypes(
                Collections.nCopies(names.size(), PostgresType.scalar("text")),
                Collections.nCopies(names.size(), TEXT));
    }

    /**
     * That of these settings.
     *
     * @param names in the order in which they are set; they become part of a statement
     */
    public static SettingsText of(List<String> names) {
        return new SettingsText(names);
    }

    /**
     * Settings with these values.
     *
     * @param values one for each name, in the order of the names
     */
    public TransactionSettings with(List<String> values) {
        if (values.size() != names.size()) {
            throw new IllegalArgumentException(values.size() + " values for the settings " + names);
        }
        return new TransactionSettings(this, values);
    }

    List<String> names() {
        return names;
    }

    String sql() {
        return sql;
    }

    ParameterTypes types() {
        return types;
    }
}
