package dev.postern.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.postern.testing.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTurnsTests {

    @TempDir
    private Path folder;

    @Test
    void whoCameFirstGetsTheConnectionFirst() throws Exception {
        Queue<Integer> order = new ConcurrentLinkedQueue<>();
        var waiting = new ArrayList<Thread>();
        try (var database = open(1, Duration.ofSeconds(20))) {
            var first = database.take();
            for (int i = 0; i < 20; i++) {
                waiting.add(taking(database, i, order));
            }
            first.close();
            for (var thread : waiting) {
                thread.join();
            }
        }
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19), List.copyOf(order));
    }

    private static Thread taking(Database database, int number, Queue<Integer> order) throws InterruptedException {
        var thread = Thread.ofVirtual().start(() -> {
            try (var taken = database.take()) {
                order.add(number);
                taken.connection().createStatement().execute("select pg_sleep(0.001)");
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        });
        while (thread.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
        return thread;
    }

    @Test
    void whoWaitsTooLongIsToldHowManyThereAre() throws SQLException {
        try (var database = open(2, Duration.ofSeconds(2));
                var one = database.take()) {
            var other = database.take();
            assertFalse(one.connection().isClosed());
            assertEquals(List.of(), database.takeIdle(1));
            var refused = assertThrows(SQLException.class, database::take);
            assertEquals("none of 2 connections became free within 2000 ms; 0 others wait", refused.getMessage());
            other.close();
            assertEquals(1, takenAndGivenBack(database, 1));
        }
    }

    @Test
    void severalAreTakenTogetherOrNotAtAll() throws SQLException {
        try (var database = open(3, Duration.ofSeconds(5));
                var one = database.take()) {
            assertFalse(one.connection().isClosed());
            assertEquals(0, takenAndGivenBack(database, 3));
            assertEquals(2, takenAndGivenBack(database, 2));
            assertEquals(2, takenAndGivenBack(database, 2));
        }
    }

    private static int takenAndGivenBack(Database database, int count) throws SQLException {
        var taken = database.takeIdle(count);
        for (var connection : taken) {
            connection.close();
        }
        return taken.size();
    }

    private Database open(int poolSize, Duration borrowWait) {
        var properties = new DatabaseProperties(
                TestServer.newDatabase(),
                null,
                null,
                null,
                null,
                poolSize,
                Duration.ofSeconds(20),
                borrowWait,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10));
        return Database.open(folder, properties, new MigrationProperties(null, null, null, null), false);
    }
}
