package dev.postern.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/** Clients that ask at one time, and waiting for what comes of it. */
public final class Clients {

    /** Far more than anything takes that is waited for. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Clients() {}

    /** What came to each of so many that asked the same at one time. */
    public static <T> List<T> together(int clients, Callable<T> request)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = new ArrayList<Future<T>>();
            for (int i = 0; i < clients; i++) {
                sent.add(threads.submit(request));
            }
            var responses = new ArrayList<T>();
            for (var response : sent) {
                responses.add(response.get());
            }
            return responses;
        }
    }

    /** Returns when it has happened, and fails when it does not. */
    public static void await(BooleanSupplier happened) throws InterruptedException {
        var until = Instant.now().plus(PATIENCE);
        while (!happened.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(until), "it did not come about");
            Thread.sleep(10);
        }
    }
}
