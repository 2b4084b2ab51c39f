package dev.postern.statement;

import dev.postern.database.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The sessions of a database; safe for use by several threads. */
public final class Sessions {

    private static final Duration QUICK = Duration.ofMillis(2);

    private final Database database;
    private final StatementRunner runner;
    private final StatementTimes times = new StatementTimes();

    /** @param listeners told of each statement that ran */
    public Sessions(Database database, List<StatementListener> listeners) {
        this(database, listeners, true);
    }

    /**
     * @param listeners told of each statement that ran
     * @param narrow whether only the columns that are wanted are asked for
     */
    public Sessions(Database database, List<StatementListener> listeners, boolean narrow) {
        this.database = database;
        this.runner = new StatementRunner(new TypeCatalogue(), narrow, times, listeners);
    }

    /**
     * A session of its own for the caller, who closes it.
     *
     * @throws StatementException when no connection is free in time, or the database is gone
     */
    public Session open() {
        try {
            return new Session(database.borrow(), runner);
        } catch (SQLException failure) {
            throw Refusals.of("borrowing a connection", failure);
        }
    }

    /**
     * Whether statements are better run side by side, each on a connection of its own, than in one round trip.
     *
     * <p>Quick ones cost more to spread than they take; and where no connection is idle, a second one would only keep
     * another request waiting.
     */
    public boolean areWorthSpreading(List<StatementCall> calls) {
        var took = times.sum(calls.stream().map(StatementCall::statement).toList());
        return took.compareTo(QUICK) > 0 && database.idleConnections() >= calls.size() - 1;
    }
}
