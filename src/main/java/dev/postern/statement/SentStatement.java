package dev.postern.statement;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;

/** A statement as it went to Postgres: its text, what was bound to it, and for whom it ran. Immutable. */
public final class SentStatement {

    private final BoundStatement bound;
    private final ParameterValues values;
    private final TransactionSettings settings;
    private final String sql;

    private SentStatement(BoundStatement bound, ParameterValues values, TransactionSettings settings, String sql) {
        this.bound = bound;
        this.values = values;
        this.settings = settings;
        this.sql = sql;
    }

    static SentStatement of(
            Connection connection, BoundStatement bound, ParameterValues values, TransactionSettings settings)
            throws SQLException {
        var executor = connection.unwrap(PgConnection.class).getQueryExecutor();
        var numbered = executor.createQuery(bound.sql(), true, true).query.getNativeSql();
        return new SentStatement(bound, values, settings, numbered);
    }

    /**
     * What stands for a placeholder.
     *
     * @param type as the catalog names it
     * @param value in the type's text form, null for SQL's null
     */
    public record Parameter(String type, @Nullable String value) {}

    /** Where it comes from. */
    public SqlStatement statement() {
        return bound.statement();
    }

    /** The text with its placeholders numbered: {@code $1}. */
    public String sql() {
        return sql;
    }

    /** What was bound, in the order of the numbers. */
    public List<Parameter> parameters() {
        var parameters = new ArrayList<Parameter>();
        for (int i = 0; i < values.texts().size(); i++) {
            parameters.add(
                    new Parameter(values.types().get(i).name(), values.texts().get(i)));
        }
        return parameters;
    }

    /** What its transaction set for who asks, by name. */
    public Map<String, String> settings() {
        return settings.byName();
    }

    /** How many characters its text and its values have. */
    public int length() {
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, sql.length() + values.length()));
    }

    /** The text as the driver takes it. */
    String driverSql() {
        return bound.sql();
    }

    ParameterValues values() {
        return values;
    }

    TransactionSettings transactionSettings() {
        return settings;
    }
}
