package dev.postern.statement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Settings of Postgres for each transaction of a session, which end with it. Immutable.
 *
 * @see <a href="https://www.postgresql.org/docs/18/functions-admin.html#FUNCTIONS-ADMIN-SET">set_config</a>
 */
public final class TransactionSettings {

    /** Those that a session has in any case. */
    public static final TransactionSettings NONE = new TransactionSettings("", List.of(), Map.of());

    private static final int TEXT = 25;

    private final String sql;
    private final ParameterValues values;
    private final Map<String, String> byName;

    private TransactionSettings(String sql, List<@Nullable String> values, Map<String, String> byName) {
        this.sql = sql;
        this.byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
        this.values = new ParameterValues(
                values,
                new ParameterTypes(
                        Collections.nCopies(values.size(), PostgresType.scalar("text")),
                        Collections.nCopies(values.size(), TEXT)));
    }

    /**
     * Settings by name.
     *
     * @param settings values, in the order in which they are set; the names become part of a statement
     */
    public static TransactionSettings of(Map<String, String> settings) {
        if (settings.isEmpty()) {
            return NONE;
        }
        var sql = settings.keySet().stream()
                .map(name -> "set_config('" + name.replace("'", "''") + "', ?, true) is null")
                .collect(Collectors.joining(", ", "select ", ""));
        return new TransactionSettings(sql, new ArrayList<>(settings.values()), settings);
    }

    boolean areNone() {
        return sql.isEmpty();
    }

    /** The statement that makes them; what it returns is of no interest, and small. */
    String sql() {
        return sql;
    }

    /** The values by name, in the order in which they are set. */
    Map<String, String> byName() {
        return byName;
    }

    ParameterValues values() {
        return values;
    }
}
