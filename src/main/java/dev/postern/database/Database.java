package dev.postern.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** STUB. */
public final class Database {
    public Connection borrow() throws SQLException {
        var c = DriverManager.getConnection(System.getenv("STUB_URL"));
        try (var s = c.createStatement()) {
            s.execute("set default_transaction_read_only = on");
        }
        return c;
    }

    public String description() {
        return "stub";
    }

    public int migrationCount() {
        return 0;
    }
}
