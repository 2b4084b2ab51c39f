package dev.postern.statement;

import dev.postern.statement.StatementException.ConstraintName;
import dev.postern.statement.StatementException.Refusal;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.ibatis.mapping.ParameterMapping;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** The driver's exceptions, read. */
final class Refusals {

    /** Postgres names the parameter that it could not read in the error's context: {@code … parameter $2}. */
    private static final Pattern PARAMETER = Pattern.compile("parameter \\$(\\d+)");

    private static final String UNREACHABLE = "08006";

    private Refusals() {}

    /**
     * The exception for a statement that failed.
     *
     * @param mappings the statement's parameters in order
     * @param types their types, null when Postgres has not accepted the text
     */
    static StatementException of(
            SqlStatement statement,
            SQLException failure,
            List<ParameterMapping> mappings,
            @Nullable List<PostgresType> types) {
        var server = server(failure);
        var number = parameter(server);
        var known = number > 0 && number <= mappings.size();
        var refusal = new Refusal(
                failure.getSQLState() == null ? UNREACHABLE : failure.getSQLState(),
                message(failure, server),
                constraint(server),
                known ? mappings.get(number - 1).getProperty() : null,
                known && types != null && number <= types.size()
                        ? types.get(number - 1).display()
                        : null,
                server == null ? null : server.getColumn(),
                types != null && !mappings.isEmpty(),
                raised(server));
        return new StatementException(statement + ": " + failure.getMessage(), refusal, failure);
    }

    /** The exception for a connection that could not be had, opened or ended. */
    static StatementException of(String what, SQLException failure) {
        var server = server(failure);
        var state = failure.getSQLState() == null ? UNREACHABLE : failure.getSQLState();
        var refusal = new Refusal(state, message(failure, server), constraint(server), null, null, null, true, false);
        return new StatementException(what + ": " + failure.getMessage(), refusal, failure);
    }

    /** The exception for a value whose shape its parameter's type cannot take. */
    static StatementException ofShape(
            SqlStatement statement, ParameterMapping mapping, PostgresType type, IllegalArgumentException shape) {
        var message = statement + ": #{" + mapping.getProperty() + "} is " + shape.getMessage() + ", Postgres takes "
                + type.display();
        var refusal = new Refusal(
                "22000",
                String.valueOf(shape.getMessage()),
                null,
                mapping.getProperty(),
                type.display(),
                null,
                true,
                false);
        return new StatementException(message, refusal, shape);
    }

    private static @Nullable ServerErrorMessage server(SQLException failure) {
        return failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    }

    private static String message(SQLException failure, @Nullable ServerErrorMessage server) {
        return String.valueOf(server == null ? failure.getMessage() : server.getMessage());
    }

    /** The server's source names the function that reported it; PL/pgSQL's {@code raise} has one of its own. */
    private static boolean raised(@Nullable ServerErrorMessage server) {
        return server != null && "exec_stmt_raise".equals(server.getRoutine());
    }

    private static int parameter(@Nullable ServerErrorMessage server) {
        if (server == null || server.getWhere() == null) {
            return 0;
        }
        var found = PARAMETER.matcher(server.getWhere());
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    private static @Nullable ConstraintName constraint(@Nullable ServerErrorMessage server) {
        if (server == null || server.getConstraint() == null || server.getSchema() == null) {
            return null;
        }
        var of = server.getTable() == null ? server.getDatatype() : server.getTable();
        return new ConstraintName(server.getSchema(), String.valueOf(of), server.getConstraint());
    }
}
