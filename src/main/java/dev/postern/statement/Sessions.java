package dev.postern.statement;

import dev.postern.database.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The sessions of a database; safe for use by several threads. */
public final class Sessions {

    private static final Duration QUICK = Duration.ofMillis(2);

    private final Database database;
    private final StatementRunner runner;
    private final Isolation isolation;
    private final StatementTimes times = new StatementTimes();

    /**
     * @param isolation of transactions that may write
     * @param listeners told of each statement that ran
     * @param narrow whether only the columns that are wanted are asked for
     */
    public Sessions(Database database, Isolation isolation, List<StatementListener> listeners, boolean narrow) {
        this.database = database;
        this.isolation = isolation;
        this.runner = new StatementRunner(new TypeCatalogue(), narrow, times, listeners);
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
            return new Session(database.take(), runner, isolation, settings, cancellation);
        } catch (SQLException failure) {
            throw Refusals.of("borrowing a connection", failure);
        }
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
                    .map(taken -> new Session(taken, runner, isolation, settings, cancellation))
                    .toList();
        } catch (SQLException failure) {
            throw Refusals.of("borrowing connections", failure);
        }
    }
}
