package dev.postern.execution;

import dev.postern.binding.FieldBinding;
import dev.postern.statement.Rows;
import dev.postern.statement.Session;
import dev.postern.statement.Sessions;
import dev.postern.statement.SqlStatement;
import dev.postern.statement.StatementException;
import dev.postern.statement.StatementException.ConstraintName;
import dev.postern.statement.StatementResult;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running of bound statements, with errors as a client may see them.
 *
 * <p>Safe for use by several threads.
 */
public final class StatementExecution {

    private static final Logger LOG = LoggerFactory.getLogger(StatementExecution.class);

    private final Sessions sessions;
    private final RefusalErrors errors;

    public StatementExecution(Sessions sessions) {
        this.sessions = sessions;
        this.errors = new RefusalErrors(this::comment);
    }

    /**
     * The rows of a statement that reads.
     *
     * @param coordinate the field that it answers
     * @throws FieldException with what the client is told
     */
    public Rows query(String coordinate, SqlStatement statement, Map<String, @Nullable Object> parameters) {
        return run(coordinate, session -> {
            var rows = session.run(statement, parameters).rows();
            return rows == null ? Rows.NONE : rows;
        });
    }

    /**
     * The result of a mutation's statement, committed.
     *
     * @throws FieldException with what the client is told; nothing was changed
     */
    public StatementResult write(FieldBinding.Write binding, Map<String, @Nullable Object> parameters) {
        return run(binding.coordinate(), session -> write(session, binding, parameters));
    }

    private <T> T run(String coordinate, Function<Session, T> work) {
        try (var session = sessions.open()) {
            return work.apply(session);
        } catch (StatementException failure) {
            throw new FieldException(errors.of(coordinate, failure), failure);
        } catch (FieldException known) {
            throw known;
        } catch (RuntimeException unexpected) {
            throw new FieldException(InternalErrors.report(coordinate, unexpected), unexpected);
        }
    }

    private static StatementResult write(
            Session session, FieldBinding.Write binding, Map<String, @Nullable Object> parameters) {
        session.begin();
        var result = session.run(binding.statement(), parameters);
        var single = !binding.shape().list() && !binding.shape().leaf();
        if (single && result.touched() > 1) {
            session.rollback();
            throw new FieldException(
                    InternalErrors.report(binding.coordinate() + " returns one object and its statement "
                            + binding.statement() + " touched " + result.touched() + " rows; it was rolled back"),
                    null);
        }
        session.commit();
        return result;
    }

    /** A sentence is worth a second round trip; the error itself is not worth losing over it. */
    private String comment(ConstraintName constraint) {
        try (var session = sessions.open()) {
            return session.comment(constraint).orElse("");
        } catch (StatementException failure) {
            LOG.warn("The comment on constraint {} could not be read: {}", constraint.name(), failure.getMessage());
            return "";
        }
    }
}
