package dev.postern.execution;

import dev.postern.binding.FieldBinding;
import dev.postern.statement.Rows;
import dev.postern.statement.Session;
import dev.postern.statement.Sessions;
import dev.postern.statement.StatementCall;
import dev.postern.statement.StatementException;
import dev.postern.statement.StatementException.ConstraintName;
import dev.postern.statement.StatementOutcome;
import dev.postern.statement.StatementResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
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
    private final ExecutorService executor;
    private final RefusalErrors errors;

    /** @param executor runs statements side by side */
    public StatementExecution(Sessions sessions, ExecutorService executor) {
        this.sessions = sessions;
        this.executor = executor;
        this.errors = new RefusalErrors(this::comment);
    }

    /**
     * The rows of a statement that reads.
     *
     * @param coordinate the field that it answers
     * @throws FieldException with what the client is told
     */
    public Rows query(String coordinate, StatementCall call) {
        return run(coordinate, session -> {
            var rows = session.run(call).rows();
            return rows == null ? Rows.NONE : rows;
        });
    }

    /**
     * The result of a mutation's statement, committed.
     *
     * @throws FieldException with what the client is told; nothing was changed
     */
    public StatementResult write(FieldBinding.Write binding, Map<String, @Nullable Object> parameters) {
        var call = new StatementCall(binding.statement(), parameters);
        return run(binding.coordinate(), session -> write(session, binding, call));
    }

    /**
     * A session for the statements of one stage.
     *
     * @throws StatementException when there is none to be had
     */
    Session open() {
        return sessions.open();
    }

    /** Gives a session back; what it brought is good even when that fails. */
    void close(@Nullable Session session) {
        if (session == null) {
            return;
        }
        try {
            session.close();
        } catch (StatementException gone) {
            LOG.debug("A connection was lost when it was given back: {}", gone.getMessage());
        }
    }

    /**
     * What becomes of statements that read, in their order.
     *
     * <p>Long ones run side by side where connections are idle, the first one on this thread.
     */
    List<StatementOutcome> queries(Session session, List<StatementCall> calls) {
        if (calls.size() == 1 || !sessions.areWorthSpreading(calls)) {
            return session.runAll(calls);
        }
        var others = calls.subList(1, calls.size()).stream()
                .map(call -> executor.submit(() -> alone(call)))
                .toList();
        var outcomes = new ArrayList<>(session.runAll(calls.subList(0, 1)));
        others.forEach(other -> outcomes.add(Futures.await(other)));
        return outcomes;
    }

    private StatementOutcome alone(StatementCall call) {
        try (var session = sessions.open()) {
            return session.runAll(List.of(call)).getFirst();
        } catch (StatementException noConnection) {
            return new StatementOutcome.Refused(noConnection);
        }
    }

    /** What the client is told of a failure; no session may be open on this thread. */
    FieldError error(String coordinate, RuntimeException failure) {
        return switch (failure) {
            case StatementException refused -> errors.of(coordinate, refused);
            case FieldException known -> known.error();
            default -> InternalErrors.report(coordinate, failure);
        };
    }

    private <T> T run(String coordinate, Function<Session, T> work) {
        try (var session = sessions.open()) {
            return work.apply(session);
        } catch (RuntimeException failure) {
            throw new FieldException(error(coordinate, failure), failure);
        }
    }

    /**
     * The result of a mutation's statement, committed.
     *
     * @throws StatementException when Postgres refuses it
     * @throws FieldException when it did more than its field can answer; it was rolled back
     */
    static StatementResult write(Session session, FieldBinding.Write binding, StatementCall call) {
        var single = !binding.shape().list() && !binding.shape().leaf();
        var result = session.write(call, single ? 1 : Integer.MAX_VALUE);
        if (single && result.touched() > 1) {
            throw new FieldException(
                    InternalErrors.report(binding.coordinate() + " returns one object and its statement "
                            + binding.statement() + " touched " + result.touched() + " rows; it was rolled back"),
                    null);
        }
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
