package dev.postern.statement;

import dev.postern.database.Database;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of events that nobody may miss, in the order in which they are sent; safe for use by several threads.
 *
 * <p>Numbers of a sequence become visible in another order than that in which they were taken. So events are in the order of their
 * transactions' ids, and only those of transactions than which no older one is still open are looked at: nothing can come before them
 * any more. Source: https://www.postgresql.org/docs/18/functions-info.html#FUNCTIONS-PG-SNAPSHOT
 */
public final class OutboxTable {

    private static final String BEGINNING = "0-0";

    private final Database database;
    private final String last;
    private final String after;

    /** @param name of the table, with its schema or without; it becomes part of the statement */
    public OutboxTable(Database database, String name) {
        this.database = database;
        this.last = """
                /* outbox */ select xid::text || '-' || id from %s
                where channel = ? and xid < pg_snapshot_xmin(pg_current_snapshot())
                order by xid desc, id desc limit 1""".formatted(name);
        this.after = """
                /* outbox */ select xid::text || '-' || id, payload::text from %s
                where channel = ? and (xid, id) > (?::xid8, ?) and xid < pg_snapshot_xmin(pg_current_snapshot())
                order by xid, id limit ?""".formatted(name);
    }

    /**
     * An event that was written down.
     *
     * @param cursor its place among all
     * @param payload a JSON object
     */
    public record Entry(String cursor, String payload) {}

    /** Whether a text can be the cursor of an entry. */
    public static boolean isCursor(String text) {
        return text.matches("\\d{1,19}-\\d{1,18}");
    }

    /**
     * The place behind which everything on a channel is new: that of an event, because a number that no committed transaction has is
     * given again after a crash.
     *
     * @throws StatementException when Postgres cannot be asked
     */
    public String now(String channel) {
        try (var taken = database.take();
                var statement = taken.connection().prepareStatement(last)) {
            statement.setString(1, channel);
            try (var row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : BEGINNING;
            }
        } catch (SQLException failure) {
            throw Refusals.of("the outbox", failure);
        }
    }

    /**
     * The events of a channel behind a place, in their order.
     *
     * @param most that are given
     * @throws StatementException when the table cannot be asked
     */
    public List<Entry> after(String channel, String cursor, int most) {
        var place = cursor.split("-", 2);
        try (var taken = database.take();
                var statement = taken.connection().prepareStatement(after)) {
            statement.setString(1, channel);
            statement.setString(2, place[0]);
            statement.setLong(3, Long.parseLong(place[1]));
            statement.setInt(4, most);
            var entries = new ArrayList<Entry>();
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    entries.add(new Entry(row.getString(1), row.getString(2)));
                }
            }
            return entries;
        } catch (SQLException failure) {
            throw Refusals.of("the outbox", failure);
        }
    }
}
