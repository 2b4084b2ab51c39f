package dev.postern.statement;

import dev.postern.statement.StatementException.ConstraintName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection for as long as somebody needs it: statements, and one transaction at a time.
 *
 * <p>Outside of a transaction it can only read, in Postgres itself. Not safe for use by several threads. Closing it
 * rolls back what was not committed and gives the connection back.
 */
public final class Session implements AutoCloseable {

    private static final String COMMENT = """
            select coalesce(
              (select obj_description(c.oid, 'pg_constraint') from pg_catalog.pg_constraint c
               join pg_catalog.pg_class t on t.oid = c.conrelid
               where t.relname = ? and t.relnamespace = to_regnamespace(quote_ident(?)) and c.conname = ?),
              (select obj_description(i.oid, 'pg_class') from pg_catalog.pg_class i
               where i.relkind in ('i', 'I') and i.relnamespace = to_regnamespace(quote_ident(?)) and i.relname = ?))""";

    private final Connection connection;
    private final StatementRunner runner;
    private boolean inTransaction;

    Session(Connection connection, StatementRunner runner) {
        this.connection = connection;
        this.runner = runner;
    }

    /**
     * The result of a statement.
     *
     * @param parameters by root name: arguments, {@code keys}, {@code claims}, {@code selection}
     * @throws StatementException when Postgres refuses it or is gone
     */
    public StatementResult run(SqlStatement statement, Map<String, @Nullable Object> parameters) {
        return runner.run(connection, statement, parameters);
    }

    /**
     * The columns that a statement returns when nothing is given to it, none for one that returns no rows.
     *
     * @throws StatementException when Postgres refuses its text
     */
    public List<Column> columns(SqlStatement statement) {
        return runner.columns(connection, statement);
    }

    /** The begin of a transaction that may write. */
    public void begin() {
        command("begin read write");
        inTransaction = true;
    }

    /** The end of the transaction, kept; deferred constraints are checked here. */
    public void commit() {
        inTransaction = false;
        command("commit");
    }

    /** The end of the transaction, undone. */
    public void rollback() {
        inTransaction = false;
        command("rollback");
    }

    /** What {@code comment on constraint} (or on a unique index) says, if anything. */
    public Optional<String> comment(ConstraintName constraint) {
        try (var statement = connection.prepareStatement(COMMENT)) {
            statement.setString(1, constraint.table());
            statement.setString(2, constraint.schema());
            statement.setString(3, constraint.name());
            statement.setString(4, constraint.schema());
            statement.setString(5, constraint.name());
            try (var result = statement.executeQuery()) {
                return result.next() ? Optional.ofNullable(result.getString(1)) : Optional.empty();
            }
        } catch (SQLException failure) {
            throw Refusals.of("the comment on constraint " + constraint.name(), failure);
        }
    }

    @Override
    public void close() {
        try (connection) {
            if (inTransaction) {
                rollback();
            }
        } catch (SQLException failure) {
            throw Refusals.of("giving a connection back", failure);
        }
    }

    private void command(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw Refusals.of(sql, failure);
        }
    }
}
