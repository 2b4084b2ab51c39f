package dev.postern.statement;

/**
 * How much of concurrent transactions one that writes may see.
 *
 * @see <a href="https://www.postgresql.org/docs/current/transaction-iso.html">Transaction Isolation</a>
 */
public enum Isolation {
    /** As the database or the role says, which is {@code read committed} where they say nothing. */
    DATABASE("begin read write", "set transaction_read_only to off"),
    READ_COMMITTED("read committed"),
    REPEATABLE_READ("repeatable read"),
    SERIALIZABLE("serializable");

    private final String begin;
    private final String alone;

    Isolation(String level) {
        this(
                "begin isolation level " + level + " read write",
                "set transaction_isolation to '" + level + "'; set transaction_read_only to off");
    }

    Isolation(String begin, String alone) {
        this.begin = begin;
        this.alone = alone;
    }

    /** What begins a transaction that may write. */
    String begin() {
        return begin;
    }

    /** The same for the transaction that a single message to Postgres is, which {@code begin} would leave open. */
    String alone() {
        return alone;
    }
}
