package dev.postern.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.postern.testing.TestServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who connects while a password is being replaced. */
class LoginsTests {

    private static final String ROLE = "logins_reader";

    @BeforeAll
    static void role() {
        TestServer.roleWithPassword(ROLE, "right");
    }

    private static DatabaseUrl login(String password) {
        return DatabaseUrl.parse("postern.database.url", TestServer.url("postgres"))
                .with(new Credentials(ROLE, password));
    }

    private static Logins logins(Supplier<DatabaseUrl> current, String good) {
        var patience = Duration.ofSeconds(10);
        return new Logins(
                current,
                login(good),
                new DatabaseProperties(null, null, null, null, null, 1, patience, patience, patience, patience));
    }

    /** What is read, one after the other. */
    private static Supplier<DatabaseUrl> reads(String... passwords) {
        var left = new ArrayDeque<>(Arrays.asList(passwords));
        return () -> login(left.remove());
    }

    @Test
    void whatIsRefusedIsReadAgain() throws SQLException {
        var logins = logins(reads("old", "right"), "old");
        try (var connection = logins.getConnection()) {
            assertFalse(connection.isClosed());
        }
        assertEquals(login("right"), logins.good());
    }

    /** The file has the next password, and Postgres does not have it yet. */
    @Test
    void theOneBeforeIsTriedToo() throws SQLException {
        var logins = logins(reads("next", "next"), "right");
        try (var connection = logins.getConnection()) {
            assertFalse(connection.isClosed());
        }
        assertEquals(login("right"), logins.good());
    }

    @Test
    void whatCannotBeReadStaysAsItWas() throws SQLException {
        var logins = logins(
                () -> {
                    throw new DatabaseException("there is no file");
                },
                "right");
        try (var connection = logins.getConnection()) {
            assertFalse(connection.isClosed());
        }
    }

    @Test
    void whatIsNowhereRightIsRefused() {
        for (var read : List.of(reads("old", "old"), reads("old", "older"))) {
            var refusal =
                    assertThrows(SQLException.class, () -> logins(read, "old").getConnection());
            assertEquals("28P01", refusal.getSQLState());
        }
    }
}
