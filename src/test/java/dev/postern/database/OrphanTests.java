package dev.postern.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in a data folder's postmaster.pid, and may be anybody's. */
class OrphanTests {

    @TempDir
    private Path data;

    @Test
    void anotherServerWithThatNumberIsLeftAlone() throws IOException, SQLException {
        var another = ProcessHandle.of(postmaster()).orElseThrow();
        Files.writeString(file(), another.pid() + "\n");

        Orphan.stop(data);

        assertFalse(Files.exists(file()));
        assertTrue(another.isAlive());
        assertEquals(another.pid(), postmaster());
    }

    @Test
    void aFileThatNamesNobodyGoes() throws IOException {
        for (var text : new String[] {"", "\n", "nonsense\n", "999999999\n"}) {
            Files.writeString(file(), text);
            Orphan.stop(data);
            assertFalse(Files.exists(file()), text);
        }
    }

    @Test
    void settingsWithoutAPlaceAreRefused() {
        assertEquals(
                "postern.database says who connects, and postern.database.url does not say where. Set it, or remove the"
                        + " other for the embedded server.",
                refusal("ann", null));
        assertEquals(
                "postern.migration says who connects, and postern.database.url does not say where. Set it, or remove the"
                        + " other for the embedded server.",
                refusal(null, "postgresql://localhost/other"));
    }

    private String refusal(@Nullable String user, @Nullable String migrationUrl) {
        var second = Duration.ofSeconds(1);
        var database =
                new DatabaseProperties(null, user, null, null, null, 1, second, second, second, Duration.ofSeconds(10));
        var migration = new MigrationProperties(migrationUrl, null, null, null);
        var failure = assertThrows(DatabaseException.class, () -> Database.open(data, database, migration, true));
        assertFalse(Files.exists(data.resolve(".postern")));
        return String.valueOf(failure.getMessage());
    }

    private Path file() {
        return data.resolve("postmaster.pid");
    }

    private static long postmaster() throws SQLException {
        try (var connection = TestServer.connect(TestServer.url("postgres"));
                var statement = connection.createStatement();
                var result = statement.executeQuery("select split_part(pg_read_file('postmaster.pid'), e'\\n', 1)")) {
            result.next();
            return Long.parseLong(result.getString(1));
        }
    }
}
