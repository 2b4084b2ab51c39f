package dev.postern.statement;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The types in which statements take their keys, asked for once for each statement.
 *
 * <p>Safe for use by several threads.
 */
final class KeyTypes {

    private static final String ROOT = "keys.";

    private final TypeCatalogue types;
    private final Map<SqlStatement, Map<String, PostgresType>> known = new ConcurrentHashMap<>();

    KeyTypes(TypeCatalogue types) {
        this.types = types;
    }

    /** The types by key, null before they were asked for. */
    @Nullable
    Map<String, PostgresType> known(SqlStatement statement) {
        return known.get(statement);
    }

    /** The same, with a round trip or two the first time. */
    Map<String, PostgresType> of(Connection connection, SqlStatement statement) throws SQLException {
        var asked = known.get(statement);
        if (asked == null) {
            asked = ask(connection, statement);
            known.put(statement, asked);
        }
        return asked;
    }

    /** Every text of a statement takes the same keys, so the first one tells. */
    private Map<String, PostgresType> ask(Connection connection, SqlStatement statement) throws SQLException {
        var variants = statement.variants(path -> ParameterDomain.ANY).all();
        var found = new HashMap<String, PostgresType>();
        if (variants.isEmpty()) {
            return found;
        }
        var variant = variants.getFirst();
        var described =
                StatementShape.describe(connection, variant.sql(), types).parameters();
        var parameters = variant.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            var path = parameters.get(i).path();
            if (path != null && path.startsWith(ROOT)) {
                var type = described.get(i);
                var element = type.element();
                found.put(path.substring(ROOT.length()).split("[.\\[]", 2)[0], element == null ? type : element);
            }
        }
        return Map.copyOf(found);
    }
}
