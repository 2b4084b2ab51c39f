package dev.postern.statement;

import dev.postern.database.Database;
import java.sql.SQLException;
import java.util.List;

/** The sessions of a database; safe for use by several threads. */
public final class Sessions {

    private final Database database;
    private final StatementRunner runner;

    /** @param listeners told of each statement that ran */
    public Sessions(Database database, List<StatementListener> listeners) {
        this.database = database;
        this.runner = new StatementRunner(new TypeCatalogue(), new ShapeCache(), listeners);
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
}
