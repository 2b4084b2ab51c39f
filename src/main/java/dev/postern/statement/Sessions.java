package dev.postern.statement;

import dev.postern.database.Database;
import dev.postern.database.TakenConnection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sessions of a database; safe for use by several threads. */
public final class Sessions {

    /** The SQLSTATE of a statement that would write where only reading is allowed. */
    private static final String READ_ONLY = "25006";

    private static final Duration QUICK = Duration.ofMillis(2);

    private final Database database;
    private final StatementRunner runner;
    private final Isolation isolation;
    private final StatementTimes times;
    private final @Nullable RunTrace trace;

    /**
     * @param isolation of transactions that may write
     * @param listeners told of each statement that ran
     * @param narrow whether only the columns that are wanted are asked for
     */
    public Sessions(Database database, Isolation isolation, List<StatementListener> listeners, boolean narrow) {
        this.database = database;
        this.isolation = isolation;
        this.times = new StatementTimes();
        this.trace = null;
        this.runner = new StatementRunner(new TypeCatalogue(), narrow, times, listeners);
    }

    private Sessions(Sessions whole, RunTrace trace) {
        this.database = whole.database;
        this.runner = whole.runner;
        this.isolation = whole.isolation;
        this.times = whole.times;
        this.trace = trace;
    }

    /** The same for one request, which is told of what runs. */
    public Sessions traced(RunTrace told) {
        return new Sessions(this, told);
    }

    /**
     * A session of its own for the caller, who closes it.
     *
     * @throws StatementException when no connection is free in time, or the database is gone
     */
    public Session open() {
        return open(TransactionSettings.NONE, new Cancellation());
    }

    /**
     * A session that can be cancelled.
     *
     * @param settings of each of its transactions
     * @throws StatementException as {@link #open()}, and when it is cancelled already
     */
    public Session open(TransactionSettings settings, Cancellation cancellation) {
        cancellation.requireLive();
        try {
            return session(take(), settings, cancellation);
        } catch (SQLException failure) {
            throw Refusals.of("borrowing a connection", failure);
        }
    }

    private TakenConnection take() throws SQLException {
        if (trace == null) {
            return database.take();
        }
        var start = System.nanoTime();
        var taken = database.take();
        trace.waited(start, System.nanoTime() - start);
        return taken;
    }

    private Session session(TakenConnection taken, TransactionSettings settings, Cancellation cancellation) {
        return new Session(
                taken, trace == null ? runner : runner.traced(trace, settings), isolation, settings, cancellation);
    }

    /**
     * The types in which a statement takes its keys, by key; those of an array's elements.
     *
     * <p>Postgres is asked the first time; they are the same for every caller.
     *
     * @throws StatementException when Postgres refuses the statement, or cannot be asked
     */
    public Map<String, PostgresType> keyTypes(SqlStatement statement, Cancellation cancellation) {
        var known = runner.keyTypes().known(statement);
        if (known != null) {
            return known;
        }
        try (var session = open(TransactionSettings.NONE, cancellation)) {
            return session.keyTypes(statement);
        }
    }

    /**
     * Sessions for statements that are better run side by side, one for each but the first.
     *
     * <p>Quick ones cost more to spread than they take; and where no connection is idle, a second one would only keep another
     * request waiting.
     *
     * @return none when all should go to Postgres in one round trip
     * @throws StatementException when the database is gone
     */
    public List<Session> openBeside(
            List<StatementCall> calls, TransactionSettings settings, Cancellation cancellation) {
        var took = times.sum(calls.stream().map(StatementCall::statement).toList());
        if (calls.size() == 1 || took.compareTo(QUICK) <= 0) {
            return List.of();
        }
        try {
            return database.takeIdle(calls.size() - 1).stream()
                    .map(taken -> session(taken, settings, cancellation))
                    .toList();
        } catch (SQLException failure) {
            throw Refusals.of("borrowing connections", failure);
        }
    }

    /**
     * How Postgres runs a statement that was sent, as {@code explain (format json)} says it.
     *
     * <p>What reads is run for it, in a transaction that only reads and is rolled back; of what would write only the plan is
     * told.
     *
     * @throws StatementException when Postgres refuses it, or cannot be asked
     */
    public Explanation explain(SentStatement sent) {
        if (sent.statement().kind() == StatementKind.SELECT) {
            try {
                return explain(sent, Explanation.ANALYZE);
            } catch (StatementException refused) {
                if (!refused.refusal().sqlState().equals(READ_ONLY)) {
                    throw refused;
                }
            }
        }
        return explain(sent, Explanation.PLAN);
    }

    private Explanation explain(SentStatement sent, String command) {
        try (var session = open(sent.transactionSettings(), new Cancellation())) {
            return new Explanation(session.explain(command, sent), command.equals(Explanation.ANALYZE));
        }
    }
}
